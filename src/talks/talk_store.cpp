#include "skillboard/talks/talk_store.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <variant>

namespace skillboard {

TalkStore::TalkStore(Version version, std::vector<TalkPointer> talks) : version_(version) {
  for (TalkPointer& talk : talks) {
    insert(std::move(talk));
  }
}

void TalkStore::apply(const Change& change) {
  if (change.version <= version_) {
    return;
  }
  std::visit([&](const auto& event) { make(change, event); }, change.event);
  version_ = change.version;
}

TalkPointer TalkStore::find_by_title(std::string_view title) const {
  return find(by_title_, title);
}

TalkPointer TalkStore::find_by_id(std::string_view id) const {
  return find(by_id_, id);
}

std::vector<TalkPointer> TalkStore::talks() const {
  std::vector<TalkPointer> talks;
  talks.reserve(by_place_.size());
  for (const auto& [place, talk] : by_place_) {
    talks.push_back(talk);
  }
  return talks;
}

bool operator==(const TalkStore& left, const TalkStore& right) {
  const auto same = [](const auto& one, const auto& other) { return *one.second == *other.second; };
  return left.version_ == right.version_ &&
         std::ranges::equal(left.by_place_, right.by_place_, same);
}

void TalkStore::make(const Change& change, const TalkProposed& event) {
  if (by_id_.contains(event.talk) || by_title_.contains(event.title)) {
    return;
  }
  insert(std::make_shared<const Talk>(Talk{.id = event.talk,
                                           .title = event.title,
                                           .presenter = event.presenter,
                                           .summary = event.summary,
                                           .proposed = change.time,
                                           .place = change.version,
                                           .version = change.version,
                                           .comments = {}}));
}

void TalkStore::make(const Change& change, const TalkEdited& event) {
  replace(change, event.talk, [&](Talk& talk) {
    talk.presenter = event.presenter;
    talk.summary = event.summary;
    return true;
  });
}

void TalkStore::make(const Change&, const TalkRemoved& event) {
  const auto found = by_id_.find(event.talk);
  if (found == by_id_.end()) {
    return;
  }
  const auto row = by_place_.find(found->second);
  by_title_.erase(row->second->title);
  by_id_.erase(found);
  by_place_.erase(row);
}

void TalkStore::make(const Change& change, const CommentWritten& event) {
  replace(change, event.talk, [&](Talk& talk) {
    talk.comments.push_back(std::make_shared<const Comment>(Comment{.id = event.comment,
                                                                    .author = event.author,
                                                                    .message = event.message,
                                                                    .written = change.time}));
    return true;
  });
}

namespace {

// Where the comment stands, or the end.
auto find_comment(Talk& talk, std::string_view id) {
  return std::ranges::find_if(talk.comments,
                              [&](const auto& comment) { return comment->id == id; });
}

}  // namespace

void TalkStore::make(const Change& change, const CommentEdited& event) {
  replace(change, event.talk, [&](Talk& talk) {
    const auto comment = find_comment(talk, event.comment);
    if (comment == talk.comments.end()) {
      return false;
    }
    Comment edited = **comment;
    edited.message = event.message;
    *comment = std::make_shared<const Comment>(std::move(edited));
    return true;
  });
}

void TalkStore::make(const Change& change, const CommentRemoved& event) {
  replace(change, event.talk, [&](Talk& talk) {
    const auto comment = find_comment(talk, event.comment);
    if (comment == talk.comments.end()) {
      return false;
    }
    talk.comments.erase(comment);
    return true;
  });
}

void TalkStore::insert(TalkPointer talk) {
  by_title_.emplace(talk->title, talk->place);
  by_id_.emplace(talk->id, talk->place);
  by_place_.emplace(talk->place, std::move(talk));
}

void TalkStore::replace(const Change& change, std::string_view id,
                        const std::function<bool(Talk&)>& edit) {
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) {
    return;
  }
  TalkPointer& talk = by_place_.at(found->second);
  Talk edited = *talk;
  if (!edit(edited)) {
    return;
  }
  edited.version = change.version;
  talk = std::make_shared<const Talk>(std::move(edited));
}

TalkPointer TalkStore::find(const Places& places, std::string_view key) const {
  const auto found = places.find(key);
  return found == places.end() ? nullptr : by_place_.at(found->second);
}

}  // namespace skillboard
