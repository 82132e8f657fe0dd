#include "skillboard/storage/event_record.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace skillboard {

namespace {

using nlohmann::json;

json members(const TalkProposed& event) {
  return {{"talk", event.talk},
          {"title", event.title},
          {"presenter", event.presenter},
          {"summary", event.summary},
          {"owner", event.owner}};
}

json members(const TalkEdited& event) {
  json former;
  if (event.former) {
    former = {{"presenter", event.former->presenter},
              {"summary", event.former->summary},
              {"owner", event.former->owner}};
  }
  return {{"talk", event.talk},
          {"presenter", event.presenter},
          {"summary", event.summary},
          {"owner", event.owner},
          {"former", std::move(former)}};
}

json text_or_null(const std::optional<std::string>& text) {
  return text ? json(*text) : json();
}

json members(const TalkRenamed& event) {
  return {{"talk", event.talk}, {"title", event.title}, {"former", text_or_null(event.former)}};
}

json members(const TalkRemoved& event) {
  return {{"talk", event.talk}};
}

json members(const TalkRestored& event) {
  return {{"talk", event.talk}, {"by_owner", event.by_owner}};
}

json members(const CommentWritten& event) {
  return {{"talk", event.talk},
          {"comment", event.comment},
          {"author", event.author},
          {"message", event.message},
          {"owner", event.owner}};
}

json members(const CommentEdited& event) {
  return {{"talk", event.talk},
          {"comment", event.comment},
          {"message", event.message},
          {"former", text_or_null(event.former)}};
}

json members(const CommentRemoved& event) {
  return {{"talk", event.talk}, {"comment", event.comment}};
}

json members(const CommentRestored& event) {
  return {{"talk", event.talk}, {"comment", event.comment}, {"by_owner", event.by_owner}};
}

json members(const RemovalAsked& event) {
  return {{"talk", event.talk},
          {"comment", event.comment},
          {"member", event.member},
          {"name", event.name}};
}

// In the order of the enumerators.
constexpr std::array<std::string_view, 4> purged_parts{"everything", "title", "summary", "message"};

json members(const Purged& event) {
  return {{"talk", event.talk},
          {"comment", event.comment},
          {"part", purged_parts.at(static_cast<std::size_t>(event.part))},
          {"text", event.text}};
}

ChangeEvent read_talk_proposed(MemberReader& record) {
  return TalkProposed{record.text("talk"), record.text("title"), record.text("presenter"),
                      record.text("summary"), record.text("owner")};
}

ChangeEvent read_talk_edited(MemberReader& record) {
  TalkEdited event{.talk = record.text("talk"),
                   .presenter = record.text("presenter"),
                   .summary = record.text("summary"),
                   .owner = record.text("owner")};
  if (auto former = record.optional_object("former")) {
    event.former =
        Details{former->text("presenter"), former->text("summary"), former->text("owner")};
    record.expect_finished(*former);
  }
  return event;
}

ChangeEvent read_talk_renamed(MemberReader& record) {
  return TalkRenamed{record.text("talk"), record.text("title"), record.optional_text("former")};
}

ChangeEvent read_talk_removed(MemberReader& record) {
  return TalkRemoved{record.text("talk")};
}

ChangeEvent read_talk_restored(MemberReader& record) {
  return TalkRestored{record.text("talk"), record.flag("by_owner")};
}

ChangeEvent read_comment_written(MemberReader& record) {
  return CommentWritten{record.text("talk"), record.text("comment"), record.text("author"),
                        record.text("message"), record.text("owner")};
}

ChangeEvent read_comment_edited(MemberReader& record) {
  return CommentEdited{record.text("talk"), record.text("comment"), record.text("message"),
                       record.optional_text("former")};
}

ChangeEvent read_comment_removed(MemberReader& record) {
  return CommentRemoved{record.text("talk"), record.text("comment")};
}

ChangeEvent read_comment_restored(MemberReader& record) {
  return CommentRestored{record.text("talk"), record.text("comment"), record.flag("by_owner")};
}

ChangeEvent read_removal_asked(MemberReader& record) {
  return RemovalAsked{record.text("talk"), record.text("comment"), record.text("member"),
                      record.text("name")};
}

ChangeEvent read_purged(MemberReader& record) {
  Purged event{.talk = record.text("talk"), .comment = record.text("comment")};
  const auto part = std::ranges::find(purged_parts, record.text("part"));
  event.text = record.number("text");
  if (part == purged_parts.end()) {
    record.fail();
  } else {
    event.part = static_cast<Purged::Part>(part - purged_parts.begin());
  }
  return event;
}

struct EventForm {
  std::string_view name;
  ChangeEvent (*read)(MemberReader&);
};

// In the order of the alternatives of `ChangeEvent`.
constexpr std::array event_forms{
    EventForm{"talk_proposed", read_talk_proposed},
    EventForm{"talk_edited", read_talk_edited},
    EventForm{"talk_renamed", read_talk_renamed},
    EventForm{"talk_removed", read_talk_removed},
    EventForm{"talk_restored", read_talk_restored},
    EventForm{"comment_written", read_comment_written},
    EventForm{"comment_edited", read_comment_edited},
    EventForm{"comment_removed", read_comment_removed},
    EventForm{"comment_restored", read_comment_restored},
    EventForm{"removal_asked", read_removal_asked},
    EventForm{"purged", read_purged},
};
static_assert(event_forms.size() == std::variant_size_v<ChangeEvent>);

}  // namespace

json event_members(const ChangeEvent& event) {
  json record = std::visit([](const auto& alternative) { return members(alternative); }, event);
  record["event"] = event_forms.at(event.index()).name;
  return record;
}

ChangeEvent read_event(MemberReader& record) {
  const std::string name = record.text("event");
  for (const EventForm& form : event_forms) {
    if (form.name == name) {
      return form.read(record);
    }
  }
  record.fail();
  return {};
}

}  // namespace skillboard
