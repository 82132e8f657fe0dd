#include "skillboard/board/talk_json.hpp"

#include "skillboard/board/json_object.hpp"
#include "skillboard/storage/rfc3339.hpp"

namespace skillboard {

namespace {

enum class Place { told, left_out };

JsonObject open_object(Place place, Version number) {
  JsonObject object;
  if (place == Place::told) {
    object.number("place", number);
  }
  return object;
}

// Whether it belongs to the name that it is under, and who wants it removed; nothing else of it.
void tell(JsonObject& object, const Ownership& ownership) {
  if (!ownership.owner.empty()) {
    object.value("owned", "true");
  }
  if (ownership.removal_request) {
    object.text("removal_asked", ownership.removal_request->name);
  }
}

std::string serialized(const Comment& comment, Place place) {
  JsonObject object = open_object(place, comment.place);
  object.text("id", comment.id)
      .text("author", comment.author)
      .text("message", comment.message)
      .text("written", to_rfc3339(comment.written));
  tell(object, comment.ownership);
  return object.close();
}

std::string serialized(const Talk& talk, Place place) {
  JsonList comments;
  for (const auto& comment : talk.comments) {
    if (!comment->removed) {
      comments.add(serialized(*comment, place));
    }
  }
  JsonObject object = open_object(place, talk.place);
  object.text("id", talk.id)
      .text("title", talk.title)
      .text("presenter", talk.presenter)
      .text("summary", talk.summary)
      .text("proposed", to_rfc3339(talk.proposed))
      .number("version", talk.version);
  tell(object, talk.ownership);
  return object.value("comments", comments.close()).close();
}

}  // namespace

std::string to_json(const Talk& talk) {
  return serialized(talk, Place::left_out);
}

std::string to_json(const Comment& comment) {
  return serialized(comment, Place::left_out);
}

std::string to_json_with_place(const Talk& talk) {
  return serialized(talk, Place::told);
}

std::string to_json_with_place(const Comment& comment) {
  return serialized(comment, Place::told);
}

std::string to_json_with_places(const TalkStore& talks) {
  JsonList list;
  for (const TalkPointer& talk : talks.talks()) {
    list.add(to_json_with_place(*talk));
  }
  return JsonObject().value("talks", list.close()).close();
}

}  // namespace skillboard
