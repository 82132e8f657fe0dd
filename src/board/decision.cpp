#include "skillboard/board/decision.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <utility>
#include <variant>

namespace skillboard {

namespace {

using Json = nlohmann::json;

constexpr std::array<std::pair<Effect, std::string_view>, 14> effects{{
    {Effect::nothing, "nothing"},
    {Effect::talk_proposed, "talk_proposed"},
    {Effect::talk_edited, "talk_edited"},
    {Effect::talk_renamed, "talk_renamed"},
    {Effect::talk_removed, "talk_removed"},
    {Effect::comment_written, "comment_written"},
    {Effect::comment_edited, "comment_edited"},
    {Effect::comment_removed, "comment_removed"},
    {Effect::changes_undone, "changes_undone"},
    {Effect::purged, "purged"},
    {Effect::removal_asked, "removal_asked"},
    {Effect::device_joined, "device_joined"},
    {Effect::name_vouched, "name_vouched"},
    {Effect::names_changed, "names_changed"},
}};

// Those that depend on the board as it was. The others are not decisions that a retry is bound to.
constexpr std::array<std::pair<Refusal, std::string_view>, 26> refusals{{
    {Refusal::no_such_talk, "no_such_talk"},
    {Refusal::no_such_comment, "no_such_comment"},
    {Refusal::precondition_failed, "precondition_failed"},
    {Refusal::title_taken, "title_taken"},
    {Refusal::changed_since, "changed_since"},
    {Refusal::purged, "purged"},
    {Refusal::not_yours, "not_yours"},
    {Refusal::name_taken, "name_taken"},
    {Refusal::name_looks_alike, "name_looks_alike"},
    {Refusal::name_mixes_scripts, "name_mixes_scripts"},
    {Refusal::members_only, "members_only"},
    {Refusal::restored_by_author, "restored_by_author"},
    {Refusal::not_undoable, "not_undoable"},
    {Refusal::no_such_name, "no_such_name"},
    {Refusal::no_such_device, "no_such_device"},
    {Refusal::vouched_already, "vouched_already"},
    {Refusal::too_new, "too_new"},
    {Refusal::too_many_names, "too_many_names"},
    {Refusal::too_many_devices, "too_many_devices"},
    {Refusal::too_many_passkeys, "too_many_passkeys"},
    {Refusal::sign_in, "sign_in"},
    {Refusal::others_words, "others_words"},
    {Refusal::nothing_to_undo, "nothing_to_undo"},
    {Refusal::too_many_talks, "too_many_talks"},
    {Refusal::too_many_comments, "too_many_comments"},
    {Refusal::too_many_titles, "too_many_titles"},
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

// The rest of it stands in the request.
Comment read_comment(const Json& comment, const Intention& again) {
  const auto& wish = std::get<WriteComment>(again);
  const std::chrono::milliseconds written(comment.at("written").get<std::int64_t>());
  return {.id = comment.at("id"),
          .author = wish.author,
          .message = wish.message,
          .written = Instant(written),
          .ownership = {comment.at("owner")}};
}

std::optional<Decision> read_refusal(const Json& outcome) {
  const auto refusal = value_of(refusals, outcome.at("refusal").get<std::string>());
  if (!refusal) {
    return std::nullopt;
  }
  return Rejected{*refusal, {}, outcome.at("in_the_way").get<Version>()};
}

// Throws when a member is missing or of another type, or the intention is of another kind.
std::optional<Decision> read_outcome(const Json& outcome, Version version, const Intention& again) {
  if (outcome.contains("refusal")) {
    return read_refusal(outcome);
  }
  const auto effect = value_of(effects, outcome.at("effect").get<std::string>());
  if (!effect) {
    return std::nullopt;
  }
  Accepted accepted{*effect, version};
  if (outcome.contains("comment")) {
    accepted.comment = std::make_shared<const Comment>(read_comment(outcome.at("comment"), again));
  }
  accepted.left = outcome.value("left", std::vector<Version>());
  return accepted;
}

}  // namespace

std::string encode_outcome(const Decision& decision) {
  if (!decision) {
    return Json{{"refusal", name_of(refusals, decision.error().refusal)},
                {"in_the_way", decision.error().in_the_way}}
        .dump();
  }
  Json outcome{{"effect", name_of(effects, decision->effect)}};
  if (const auto& comment = decision->comment) {
    outcome["comment"] = {{"id", comment->id},
                          {"owner", comment->ownership.owner},
                          {"written", comment->written.time_since_epoch().count()}};
  }
  if (!decision->left.empty()) {
    outcome["left"] = decision->left;
  }
  return outcome.dump();
}

std::optional<Decision> decode_outcome(std::string_view outcome, Version version,
                                       const Intention& again) {
  try {
    return read_outcome(Json::parse(outcome), version, again);
  } catch (const Json::exception&) {
    return std::nullopt;
  } catch (const std::bad_variant_access&) {
    return std::nullopt;
  }
}

}  // namespace skillboard
