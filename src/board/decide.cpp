#include "skillboard/board/decide.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>
#include <vector>

#include "skillboard/board/purging.hpp"
#include "skillboard/board/undoing.hpp"

namespace skillboard {

namespace {

// The talk that would be edited, or null when one would be proposed.
TalkPointer find_addressed(const TalkStore& talks, const ProposeOrEditTalk& wish) {
  return wish.only_new ? talks.find_by_title(wish.title) : talks.find(wish.title);
}

// Decides one kind of intention after the other.
class Judge {
 public:
  Judge(const TalkStore& talks, const Submission& submission, const Circumstances& circumstances)
      : talks_(talks), submission_(submission), circumstances_(circumstances) {}

  Decided operator()(const ProposeOrEditTalk& wish) const {
    const TalkPointer talk = find_addressed(talks_, wish);
    if (!talk) {
      if (talks_.size() >= circumstances_.limits.open_talks) {
        return refuse(Refusal::too_many_talks);
      }
      return accept(Effect::talk_proposed, TalkProposed{circumstances_.make_id(), wish.title,
                                                        wish.presenter, wish.summary});
    }
    if (talk->presenter == wish.presenter && talk->summary == wish.summary) {
      return nothing();
    }
    return accept(Effect::talk_edited, TalkEdited{talk->id, wish.presenter, wish.summary,
                                                  Details{talk->presenter, talk->summary}});
  }

  Decided operator()(const RenameTalk& wish) const {
    const TalkPointer talk = talks_.find(wish.title);
    if (!talk) {
      return refuse(Refusal::no_such_talk);
    }
    if (talk->title == wish.new_title) {
      return nothing();
    }
    if (const TalkPointer holder = talks_.find_by_title(wish.new_title)) {
      return refuse({Refusal::title_taken, {}, holder->title_mark.changed});
    }
    if (talk->former_titles.size() >= circumstances_.limits.former_titles_per_talk) {
      return refuse(Refusal::too_many_titles);
    }
    return accept(Effect::talk_renamed, TalkRenamed{talk->id, wish.new_title, talk->title});
  }

  Decided operator()(const RemoveTalk& wish) const {
    const TalkPointer talk = talks_.find(wish.title);
    return talk ? accept(Effect::talk_removed, TalkRemoved{talk->id}) : nothing();
  }

  Decided operator()(const WriteComment& wish) const {
    const TalkPointer talk = talks_.find(wish.title);
    if (!talk) {
      return refuse(Refusal::no_such_talk);
    }
    if (count_comments(*talk) >= circumstances_.limits.comments_per_talk) {
      return refuse(Refusal::too_many_comments);
    }
    CommentWritten event{talk->id, circumstances_.make_id(), wish.author, wish.message};
    auto comment = std::make_shared<const Comment>(
        Comment{event.comment, event.author, event.message, circumstances_.now});
    Decided decided = accept(Effect::comment_written, std::move(event));
    decided.decision->comment = std::move(comment);
    return decided;
  }

  Decided operator()(const EditComment& wish) const {
    return with_comment(wish, [&](const Talk& talk, const Comment& comment) {
      return comment.message == wish.message
                 ? nothing()
                 : accept(Effect::comment_edited,
                          CommentEdited{talk.id, comment.id, wish.message, comment.message});
    });
  }

  Decided operator()(const RemoveComment& wish) const {
    return with_comment(wish, [&](const Talk& talk, const Comment& comment) {
      return accept(Effect::comment_removed, CommentRemoved{talk.id, comment.id});
    });
  }

  Decided operator()(const UndoChanges& wish) const {
    if (talks_.last_purge() > wish.read.read_at) {
      return refuse(Refusal::outdated);
    }
    Undoing undoing(talks_, circumstances_.limits, next_version());
    Change change = next_change();
    for (const Change& undone : wish.read.changes) {
      if (const auto obstacle = undoing.add(undone)) {
        return refuse(*obstacle);
      }
      change.undoes.push_back(undone.version);
    }
    change.steps = undoing.take_steps();
    return accept(Effect::changes_undone, std::move(change));
  }

  Decided operator()(const UndoWhatCanBe& wish) const {
    if (talks_.last_purge() > wish.read.read_at) {
      return refuse(Refusal::outdated);
    }
    Undoing undoing(talks_, circumstances_.limits, next_version());
    Change change = next_change();
    std::vector<Version> left;
    for (const Change& undone : wish.read.changes) {
      if (undoing.is_taken_back(undone)) {
        continue;
      }
      (undoing.add(undone) ? left : change.undoes).push_back(undone.version);
    }
    change.steps = undoing.take_steps();
    if (change.steps.empty()) {
      return refuse(Refusal::nothing_to_undo);
    }
    Decided decided = accept(Effect::changes_undone, std::move(change));
    decided.decision->left = std::move(left);
    return decided;
  }

  Decided operator()(const PurgeFormer& wish) const {
    if (talks_.last_purge() > wish.read.read_at) {
      return refuse(Refusal::outdated);
    }
    std::vector<Purged> all;
    for (const Change& change : wish.read.changes) {
      auto purged = purge_former(talks_, change, submission_.by);
      if (!purged) {
        return refuse(purged.error());
      }
      std::ranges::move(*purged, std::back_inserter(all));
    }
    return accept(Effect::purged, purge(std::move(all)));
  }

  Decided operator()(const PurgeRemoved& wish) const {
    constexpr std::size_t portion = 100;
    std::vector<Purged> all = talks_.long_removed(wish.before, wish.keep, portion);
    return all.empty() ? nothing() : accept(Effect::purged, purge(std::move(all)));
  }

 private:
  template <typename Wish, typename Decide>
  Decided with_comment(const Wish& wish, const Decide& decide) const {
    const TalkPointer talk = talks_.find(wish.title);
    if (!talk) {
      return refuse(Refusal::no_such_talk);
    }
    const Comment* comment = find_comment(*talk, wish.comment);
    return comment == nullptr || comment->removed ? refuse(Refusal::no_such_comment)
                                                  : decide(*talk, *comment);
  }

  Version next_version() const { return talks_.version() + 1; }

  Change next_change() const {
    return {.version = next_version(), .time = circumstances_.now, .by = submission_.by};
  }

  Change purge(std::vector<Purged> all) const {
    Change change = next_change();
    for (Purged& purged : all) {
      change.steps.push_back(talks_.step(std::move(purged), change.version));
    }
    return change;
  }

  Decided accept(Effect effect, ChangeEvent event) const {
    Change change = next_change();
    change.steps.push_back(talks_.step(std::move(event), change.version));
    return accept(effect, std::move(change));
  }

  static Decided accept(Effect effect, Change change) {
    return {Accepted{effect, change.version}, std::move(change)};
  }

  Decided nothing() const { return {Accepted{Effect::nothing, talks_.version()}, std::nullopt}; }

  static Decided refuse(Refusal refusal) { return refuse(Rejected{refusal}); }

  static Decided refuse(const Rejected& rejected) { return {rejected, std::nullopt}; }

  const TalkStore& talks_;
  const Submission& submission_;
  const Circumstances& circumstances_;
};

}  // namespace

Decided decide(const TalkStore& talks, const Submission& submission,
               const Circumstances& circumstances) {
  if (submission.precondition) {
    const auto* wish = std::get_if<ProposeOrEditTalk>(&submission.intention);
    const TalkPointer talk =
        wish != nullptr ? find_addressed(talks, *wish) : talks.find(title_of(submission.intention));
    if (!submission.precondition(talk.get())) {
      return {Rejected{Refusal::precondition_failed}, std::nullopt};
    }
  }
  return std::visit(Judge(talks, submission, circumstances), submission.intention);
}

}  // namespace skillboard
