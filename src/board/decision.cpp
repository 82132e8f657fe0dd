#include "skillboard/board/decision.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <utility>

namespace skillboard {

namespace {

using Json = nlohmann::json;

constexpr std::array<std::pair<Effect, std::string_view>, 7> effects{{
    {Effect::nothing, "nothing"},
    {Effect::talk_proposed, "talk_proposed"},
    {Effect::talk_edited, "talk_edited"},
    {Effect::talk_removed, "talk_removed"},
    {Effect::comment_written, "comment_written"},
    {Effect::comment_edited, "comment_edited"},
    {Effect::comment_removed, "comment_removed"},
}};

// Those that depend on the board as it was. The others are not decisions that a retry is bound to.
constexpr std::array<std::pair<Refusal, std::string_view>, 5> refusals{{
    {Refusal::no_such_talk, "no_such_talk"},
    {Refusal::no_such_comment, "no_such_comment"},
    {Refusal::precondition_failed, "precondition_failed"},
    {Refusal::too_many_talks, "too_many_talks"},
    {Refusal::too_many_comments, "too_many_comments"},
}};

template <typename Names, typename Value>
std::string name_of(const Names& names, Value value) {
  for (const auto& [named, name] : names) {
    if (named == value) {
      return std::string(name);
    }
  }
  return {};
}

template <typename Value, std::size_t size>
std::optional<Value> value_of(const std::array<std::pair<Value, std::string_view>, size>& names,
                              std::string_view name) {
  for (const auto& [value, named] : names) {
    if (named == name) {
      return value;
    }
  }
  return std::nullopt;
}

Comment read_comment(const Json& comment) {
  const std::chrono::milliseconds written(comment.at("written").get<std::int64_t>());
  return {comment.at("id"), comment.at("author"), comment.at("message"), Instant(written)};
}

// Throws when a member is missing or of another type.
std::optional<Decision> read_outcome(const Json& outcome, Version version) {
  if (outcome.contains("refusal")) {
    const auto refusal = value_of(refusals, outcome.at("refusal").get<std::string>());
    return refusal ? std::optional<Decision>(Rejected{*refusal, {}}) : std::nullopt;
  }
  const auto effect = value_of(effects, outcome.at("effect").get<std::string>());
  if (!effect) {
    return std::nullopt;
  }
  Accepted accepted{*effect, version, nullptr};
  if (outcome.contains("comment")) {
    accepted.comment = std::make_shared<const Comment>(read_comment(outcome.at("comment")));
  }
  return accepted;
}

}  // namespace

std::string encode_outcome(const Decision& decision) {
  if (!decision) {
    return Json{{"refusal", name_of(refusals, decision.error().refusal)}}.dump();
  }
  Json outcome{{"effect", name_of(effects, decision->effect)}};
  if (const auto& comment = decision->comment) {
    outcome["comment"] = {{"id", comment->id},
                          {"author", comment->author},
                          {"message", comment->message},
                          {"written", comment->written.time_since_epoch().count()}};
  }
  return outcome.dump();
}

std::optional<Decision> decode_outcome(std::string_view outcome, Version version) {
  try {
    return read_outcome(Json::parse(outcome), version);
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

}  // namespace skillboard
