#include "skillboard/storage/event_record.hpp"

#include <array>
#include <string>
#include <string_view>
#include <variant>

namespace skillboard {

namespace {

using nlohmann::json;

json members(const TalkProposed& event) {
  return {{"talk", event.talk},
          {"title", event.title},
          {"presenter", event.presenter},
          {"summary", event.summary}};
}

json members(const TalkEdited& event) {
  return {{"talk", event.talk}, {"presenter", event.presenter}, {"summary", event.summary}};
}

json members(const TalkRemoved& event) {
  return {{"talk", event.talk}};
}

json members(const CommentWritten& event) {
  return {{"talk", event.talk},
          {"comment", event.comment},
          {"author", event.author},
          {"message", event.message}};
}

json members(const CommentEdited& event) {
  return {{"talk", event.talk}, {"comment", event.comment}, {"message", event.message}};
}

json members(const CommentRemoved& event) {
  return {{"talk", event.talk}, {"comment", event.comment}};
}

ChangeEvent read_talk_proposed(MemberReader& record) {
  return TalkProposed{record.text("talk"), record.text("title"), record.text("presenter"),
                      record.text("summary")};
}

ChangeEvent read_talk_edited(MemberReader& record) {
  return TalkEdited{record.text("talk"), record.text("presenter"), record.text("summary")};
}

ChangeEvent read_talk_removed(MemberReader& record) {
  return TalkRemoved{record.text("talk")};
}

ChangeEvent read_comment_written(MemberReader& record) {
  return CommentWritten{record.text("talk"), record.text("comment"), record.text("author"),
                        record.text("message")};
}

ChangeEvent read_comment_edited(MemberReader& record) {
  return CommentEdited{record.text("talk"), record.text("comment"), record.text("message")};
}

ChangeEvent read_comment_removed(MemberReader& record) {
  return CommentRemoved{record.text("talk"), record.text("comment")};
}

struct EventForm {
  std::string_view name;
  ChangeEvent (*read)(MemberReader&);
};

// In the order of the alternatives of `ChangeEvent`.
constexpr std::array event_forms{
    EventForm{"talk_proposed", read_talk_proposed},
    EventForm{"talk_edited", read_talk_edited},
    EventForm{"talk_removed", read_talk_removed},
    EventForm{"comment_written", read_comment_written},
    EventForm{"comment_edited", read_comment_edited},
    EventForm{"comment_removed", read_comment_removed},
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
