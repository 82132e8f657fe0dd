#include "skillboard/board/change_json.hpp"

#include <algorithm>
#include <string_view>
#include <variant>

#include "skillboard/board/json_object.hpp"
#include "skillboard/board/name_json.hpp"
#include "skillboard/board/talk_json.hpp"
#include "skillboard/board/undoing.hpp"
#include "skillboard/storage/rfc3339.hpp"

namespace skillboard {

namespace {

std::string_view name_of(Purged::Part part) {
  switch (part) {
    case Purged::Part::everything:
      return "everything";
    case Purged::Part::title:
      return "title";
    case Purged::Part::summary:
      return "summary";
    case Purged::Part::message:
      return "message";
  }
  return {};
}

// Also of what is not there any more when it is told.
std::string purged(const ChangeEvent& event, Purged::Part part = Purged::Part::everything) {
  JsonObject json;
  json.text("event", "purged").text("talk", talk_of(event));
  if (const std::string_view comment = comment_of(event); !comment.empty()) {
    json.text("comment", comment);
  }
  return json.text("part", name_of(part)).close();
}

// What a purge has put in the place of a title is not one.
std::string_view shown(const std::string& title) {
  return title.starts_with('\x7F') ? std::string_view() : title;
}

std::string former(std::string_view name, const std::optional<std::string>& text) {
  return text ? JsonObject().text(name, *text).close() : "null";
}

std::string former(const std::optional<Details>& details) {
  return details ? JsonObject()
                       .text("presenter", details->presenter)
                       .text("summary", details->summary)
                       .close()
                 : "null";
}

// Tells one kind of event after the other. `talk` is the one that it is about, as it is now.
class StepJson {
 public:
  StepJson(const Change& change, const Talk& talk) : change_(change), talk_(talk) {}

  std::string operator()(const TalkProposed& event) const {
    const Talk talk{.id = event.talk,
                    .title = std::string(shown(event.title)),
                    .presenter = event.presenter,
                    .summary = event.summary,
                    .proposed = change_.time,
                    .place = change_.version,
                    .version = change_.version,
                    .ownership = {event.owner}};
    return begin("talk_proposed").value("content", to_json_with_place(talk)).close();
  }

  std::string operator()(const TalkEdited& event) const {
    JsonObject json = begin("talk_edited", talk_.title, event.presenter);
    if (!event.owner.empty()) {
      json.value("owned", "true");
    }
    return json.text("summary", event.summary).value("former", former(event.former)).close();
  }

  std::string operator()(const TalkRenamed& event) const {
    return begin("talk_renamed", shown(event.title), talk_.presenter)
        .value("former", former("title", event.former))
        .close();
  }

  std::string operator()(const TalkRemoved&) const { return begin("talk_removed").close(); }

  std::string operator()(const TalkRestored&) const {
    return begin("talk_restored").value("content", to_json_with_place(talk_)).close();
  }

  std::string operator()(const CommentWritten& event) const {
    const Comment comment{.id = event.comment,
                          .author = event.author,
                          .message = event.message,
                          .written = change_.time,
                          .place = change_.version,
                          .ownership = {event.owner}};
    return begin("comment_written")
        .text("comment", event.comment)
        .value("content", to_json_with_place(comment))
        .close();
  }

  std::string operator()(const CommentEdited& event) const {
    return with_comment(event, "comment_edited", [&](JsonObject& json, const Comment& comment) {
      json.text("author", comment.author)
          .text("message", event.message)
          .value("former", former("message", event.former));
    });
  }

  std::string operator()(const CommentRemoved& event) const {
    return with_comment(event, "comment_removed", [](JsonObject& json, const Comment& comment) {
      json.text("author", comment.author).text("message", comment.message);
    });
  }

  std::string operator()(const CommentRestored& event) const {
    return with_comment(event, "comment_restored", [](JsonObject& json, const Comment& comment) {
      json.value("content", to_json_with_place(comment));
    });
  }

  std::string operator()(const RemovalAsked& event) const {
    if (!event.comment.empty()) {
      return with_comment(event, "removal_asked", [](JsonObject& json, const Comment& comment) {
        json.text("author", comment.author).text("message", comment.message);
      });
    }
    return begin("removal_asked").close();
  }

  std::string operator()(const Purged& event) const { return purged(event, event.part); }

 private:
  JsonObject begin(std::string_view event) const {
    return begin(event, talk_.title, talk_.presenter);
  }

  JsonObject begin(std::string_view event, std::string_view title,
                   std::string_view presenter) const {
    JsonObject json;
    json.text("event", event)
        .text("talk", talk_.id)
        .text("title", title)
        .text("presenter", presenter);
    return json;
  }

  template <typename Event, typename Tell>
  std::string with_comment(const Event& event, std::string_view name, Tell tell) const {
    const Comment* comment = find_comment(talk_, event.comment);
    if (comment == nullptr) {
      return purged(event);
    }
    JsonObject json = begin(name);
    json.text("comment", event.comment);
    tell(json, *comment);
    return json.close();
  }

  const Change& change_;
  const Talk& talk_;
};

std::string told(const Change& change, const Step& step, const TalkStore& talks) {
  const TalkPointer talk = talks.find_kept(talk_of(step.event));
  if (talk) {
    return std::visit(StepJson(change, *talk), step.event);
  }
  const auto* erased = std::get_if<Purged>(&step.event);
  return purged(step.event, erased == nullptr ? Purged::Part::everything : erased->part);
}

void text_or_null(JsonObject& json, std::string_view name, const std::string& text) {
  text.empty() ? json.value(name, "null") : json.text(name, text);
}

// Whether it may be, as far as what happened to what it touched does not keep it from being so for
// ever.
bool can_be_undone(const Change& change, const TalkStore& talks) {
  const auto is_final = [&](const Step& step) {
    return cannot_be_undone(talks.find_kept(talk_of(step.event)).get(), step.event);
  };
  const auto let_join = [&](const NameEvent& event) {
    const auto* joined = std::get_if<DeviceJoined>(&event);
    return joined != nullptr && talks.roster().holds(joined->device, joined->key);
  };
  return std::ranges::none_of(change.steps, is_final) &&
         (!change.steps.empty() || std::ranges::any_of(change.names, let_join));
}

}  // namespace

std::string to_json(const Change& change, const TalkStore& talks,
                    std::optional<Version> in_the_way) {
  JsonObject json;
  json.number("version", change.version).text("time", to_rfc3339(change.time));
  text_or_null(json, "by", change.by);
  text_or_null(json, "device", change.device);
  if (!change.undoes.empty()) {
    json.value("undoes", to_json(change.undoes));
  }
  JsonList steps;
  for (const Step& step : change.steps) {
    steps.add(told(change, step, talks));
  }
  json.value("steps", steps.close());
  if (!change.names.empty()) {
    json.value("names", to_json(change.names, talks.roster()));
  }
  if (can_be_undone(change, talks)) {
    json.text("undo", "changes/" + std::to_string(change.version) + "/undo");
  }
  if (in_the_way) {
    json.number("in_the_way", *in_the_way);
  }
  return json.close();
}

std::string to_json(const std::vector<Version>& versions) {
  JsonList list;
  for (const Version version : versions) {
    list.add(std::to_string(version));
  }
  return list.close();
}

std::optional<Version> find_in_the_way(const Change& change, const TalkStore& talks,
                                       const BoardLimits& limits) {
  const auto of_nobody = [](std::string_view) { return false; };
  const auto obstacle = Undoing(talks, limits, talks.version() + 1, of_nobody).add(change);
  return obstacle && obstacle->refusal == Refusal::changed_since
             ? std::optional(obstacle->in_the_way)
             : std::nullopt;
}

}  // namespace skillboard
