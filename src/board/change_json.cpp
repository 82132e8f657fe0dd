#include "skillboard/board/change_json.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

#include "skillboard/board/talk_json.hpp"
#include "skillboard/board/undoing.hpp"

namespace skillboard {

namespace {

// In the order in which members are added.
using Json = nlohmann::ordered_json;

Json purged(const ChangeEvent& event) {
  Json json{{"event", "purged"}, {"talk", talk_of(event)}};
  if (const std::string_view comment = comment_of(event); !comment.empty()) {
    json["comment"] = comment;
  }
  return json;
}

// What a purge has put in the place of a title is not one.
std::string shown(const std::string& title) {
  return title.starts_with('\x7F') ? std::string() : title;
}

Json former_text(std::string_view name, const std::optional<std::string>& text) {
  return text ? Json{{name, *text}} : Json();
}

// Tells one kind of event after the other. `talk` is the one that it is about, as it is now.
class StepJson {
 public:
  StepJson(const Change& change, const Talk& talk) : change_(change), talk_(talk) {}

  Json operator()(const TalkProposed& event) const {
    const Talk talk{.id = event.talk,
                    .title = shown(event.title),
                    .presenter = event.presenter,
                    .summary = event.summary,
                    .proposed = change_.time,
                    .place = change_.version,
                    .version = change_.version};
    return step("talk_proposed", {{"content", Json::parse(to_json_with_place(talk))}});
  }

  Json operator()(const TalkEdited& event) const {
    Json former;
    if (event.former) {
      former = {{"presenter", event.former->presenter}, {"summary", event.former->summary}};
    }
    Json json = step("talk_edited", {{"summary", event.summary}, {"former", std::move(former)}});
    json["presenter"] = event.presenter;
    return json;
  }

  Json operator()(const TalkRenamed& event) const {
    Json json = step("talk_renamed", {{"former", former_text("title", event.former)}});
    json["title"] = shown(event.title);
    return json;
  }

  Json operator()(const TalkRemoved&) const { return step("talk_removed", Json::object()); }

  Json operator()(const TalkRestored&) const {
    return step("talk_restored", {{"content", Json::parse(to_json_with_place(talk_))}});
  }

  Json operator()(const CommentWritten& event) const {
    const Comment comment{event.comment, event.author, event.message, change_.time,
                          change_.version};
    return step("comment_written", {{"comment", event.comment},
                                    {"content", Json::parse(to_json_with_place(comment))}});
  }

  Json operator()(const CommentEdited& event) const {
    return with_comment(event, [&](const Comment& comment) {
      return step("comment_edited", {{"comment", event.comment},
                                     {"author", comment.author},
                                     {"message", event.message},
                                     {"former", former_text("message", event.former)}});
    });
  }

  Json operator()(const CommentRemoved& event) const {
    return with_comment(event, [&](const Comment& comment) {
      return step(
          "comment_removed",
          {{"comment", event.comment}, {"author", comment.author}, {"message", comment.message}});
    });
  }

  Json operator()(const CommentRestored& event) const {
    return with_comment(event, [&](const Comment& comment) {
      return step("comment_restored", {{"comment", event.comment},
                                       {"content", Json::parse(to_json_with_place(comment))}});
    });
  }

  Json operator()(const Purged& event) const { return purged(event); }

 private:
  Json step(std::string_view name, Json members) const {
    Json json{{"event", name},
              {"talk", talk_.id},
              {"title", talk_.title},
              {"presenter", talk_.presenter}};
    json.update(members);
    return json;
  }

  template <typename Event, typename Tell>
  Json with_comment(const Event& event, Tell tell) const {
    const Comment* comment = find_comment(talk_, event.comment);
    return comment == nullptr ? purged(event) : tell(*comment);
  }

  const Change& change_;
  const Talk& talk_;
};

Json told(const Change& change, const Step& step, const TalkStore& talks) {
  const TalkPointer talk = talks.find_kept(talk_of(step.event));
  return talk ? std::visit(StepJson(change, *talk), step.event) : purged(step.event);
}

// Whether something that an undo would need is erased.
bool is_final(const Json& steps) {
  return std::ranges::any_of(steps, [](const Json& step) {
    return step.at("event") == "purged" || (step.contains("former") && step.at("former").is_null());
  });
}

}  // namespace

std::string to_json(const Change& change, const TalkStore& talks,
                    std::optional<Version> in_the_way) {
  Json json{{"version", change.version},
            {"time", to_rfc3339(change.time)},
            {"by", change.by.empty() ? Json() : Json(change.by)}};
  if (!change.undoes.empty()) {
    json["undoes"] = change.undoes;
  }
  Json steps = Json::array();
  for (const Step& step : change.steps) {
    steps.push_back(told(change, step, talks));
  }
  if (!is_final(steps)) {
    json["undo"] = "changes/" + std::to_string(change.version) + "/undo";
  }
  json["steps"] = std::move(steps);
  if (in_the_way) {
    json["in_the_way"] = *in_the_way;
  }
  return json.dump();
}

std::optional<Version> find_in_the_way(const Change& change, const TalkStore& talks,
                                       const BoardLimits& limits) {
  const auto obstacle = Undoing(talks, limits, talks.version() + 1).add(change);
  return obstacle && obstacle->refusal == Refusal::changed_since
             ? std::optional(obstacle->in_the_way)
             : std::nullopt;
}

}  // namespace skillboard
