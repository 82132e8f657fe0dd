#include "skillboard/board/talk_judge.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <utility>

namespace skillboard {

TalkPointer find_addressed(const TalkStore& talks, const ProposeOrEditTalk& wish) {
  return wish.only_new ? talks.find_by_title(wish.title) : talks.find(wish.title);
}

Decided TalkJudge::operator()(const ProposeOrEditTalk& wish) const {
  const TalkPointer talk = find_addressed(on_.talks(), wish);
  return talk ? edit(*talk, wish) : propose(wish);
}

Decided TalkJudge::propose(const ProposeOrEditTalk& wish) const {
  if (on_.talks().size() >= on_.circumstances().limits.open_talks) {
    return refuse(Refusal::too_many_talks);
  }
  if (const auto rejected = on_.permission().check_spoken("presenter", wish.presenter)) {
    return refuse(*rejected);
  }
  return on_.accept(Effect::talk_proposed,
                    TalkProposed{on_.circumstances().make_id(), wish.title, wish.presenter,
                                 wish.summary, on_.permission().owner_of(wish.presenter)});
}

Decided TalkJudge::edit(const Talk& talk, const ProposeOrEditTalk& wish) const {
  if (talk.presenter == wish.presenter && talk.summary == wish.summary) {
    return on_.nothing();
  }
  if (!on_.permission().may_edit(talk.ownership)) {
    return refuse(Refusal::not_yours);
  }
  std::string owner = talk.ownership.owner;
  if (talk.presenter != wish.presenter) {
    if (const auto rejected = on_.permission().check_spoken("presenter", wish.presenter)) {
      return refuse(*rejected);
    }
    owner = on_.permission().owner_of(wish.presenter);
  }
  return on_.accept(
      Effect::talk_edited,
      TalkEdited{talk.id, wish.presenter, wish.summary,
                 Details{talk.presenter, talk.summary, talk.ownership.owner}, std::move(owner)});
}

Decided TalkJudge::operator()(const RenameTalk& wish) const {
  const TalkPointer talk = on_.talks().find(wish.title);
  if (!talk) {
    return refuse(Refusal::no_such_talk);
  }
  if (talk->title == wish.new_title) {
    return on_.nothing();
  }
  if (!on_.permission().may_edit(talk->ownership)) {
    return refuse(Refusal::not_yours);
  }
  if (const TalkPointer holder = on_.talks().find_by_title(wish.new_title)) {
    return refuse({Refusal::title_taken, {}, holder->title_mark.changed});
  }
  if (talk->former_titles.size() >= on_.circumstances().limits.former_titles_per_talk) {
    return refuse(Refusal::too_many_titles);
  }
  return on_.accept(Effect::talk_renamed, TalkRenamed{talk->id, wish.new_title, talk->title});
}

Decided TalkJudge::operator()(const RemoveTalk& wish) const {
  const TalkPointer talk = on_.talks().find(wish.title);
  return talk ? remove(Effect::talk_removed, TalkRemoved{talk->id}, talk->ownership)
              : on_.nothing();
}

Decided TalkJudge::operator()(const WriteComment& wish) const {
  const TalkPointer talk = on_.talks().find(wish.title);
  if (!talk) {
    return refuse(Refusal::no_such_talk);
  }
  if (count_comments(*talk) >= on_.circumstances().limits.comments_per_talk) {
    return refuse(Refusal::too_many_comments);
  }
  if (const auto rejected = on_.permission().check_spoken("author", wish.author)) {
    return refuse(*rejected);
  }
  CommentWritten event{talk->id, on_.circumstances().make_id(), wish.author, wish.message,
                       on_.permission().owner_of(wish.author)};
  auto comment = std::make_shared<const Comment>(Comment{.id = event.comment,
                                                         .author = event.author,
                                                         .message = event.message,
                                                         .written = on_.circumstances().now,
                                                         .ownership = {event.owner}});
  Decided decided = on_.accept(Effect::comment_written, std::move(event));
  decided.decision->comment = std::move(comment);
  return decided;
}

template <typename Wish, typename Decide>
Decided TalkJudge::with_comment(const Wish& wish, const Decide& decide) const {
  const TalkPointer talk = on_.talks().find(wish.title);
  if (!talk) {
    return refuse(Refusal::no_such_talk);
  }
  const Comment* comment = find_comment(*talk, wish.comment);
  return comment == nullptr || comment->removed ? refuse(Refusal::no_such_comment)
                                                : decide(*talk, *comment);
}

Decided TalkJudge::operator()(const EditComment& wish) const {
  return with_comment(wish, [&](const Talk& talk, const Comment& comment) {
    if (comment.message == wish.message) {
      return on_.nothing();
    }
    return on_.permission().may_edit(comment.ownership)
               ? on_.accept(Effect::comment_edited,
                            CommentEdited{talk.id, comment.id, wish.message, comment.message})
               : refuse(Refusal::not_yours);
  });
}

Decided TalkJudge::operator()(const RemoveComment& wish) const {
  return with_comment(wish, [&](const Talk& talk, const Comment& comment) {
    return remove(Effect::comment_removed, CommentRemoved{talk.id, comment.id}, comment.ownership);
  });
}

// What its owner has restored is removed when two members want it.
Decided TalkJudge::remove(Effect effect, ChangeEvent removal, const Ownership& ownership) const {
  if (!ownership.restored_by_owner || on_.permission().is_own(ownership.owner)) {
    return on_.accept(effect, std::move(removal));
  }
  if (!on_.permission().is_member()) {
    return refuse(Refusal::members_only);
  }
  constexpr std::chrono::days request_lifetime(7);
  const auto& request = ownership.removal_request;
  if (!request || request->asked + request_lifetime < on_.circumstances().now) {
    return on_.accept(Effect::removal_asked,
                      RemovalAsked{talk_of(removal), std::string(comment_of(removal)),
                                   on_.permission().key().folded, on_.submission().actor.name});
  }
  return on_.permission().is_same_person(request->member)
             ? Decided{Accepted{Effect::removal_asked, on_.talks().version()}, std::nullopt}
             : on_.accept(effect, std::move(removal));
}

}  // namespace skillboard
