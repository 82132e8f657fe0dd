#include "skillboard/board/purging.hpp"

#include <algorithm>
#include <string>
#include <variant>

namespace skillboard {

namespace {

using Part = Purged::Part;

// Judges one step after the other: what it took away, or why that may not be purged.
class Former {
 public:
  using Judgement = boost::system::result<Purged, Rejected>;

  Former(const Talk& talk, const Step& step, const IsOwn& is_own)
      : talk_(talk), step_(step), is_own_(is_own) {}

  Judgement operator()(const TalkRemoved& event) const {
    if (!talk_.removed || talk_.as_of != step_.after.part) {
      return in_the_way(talk_.version);
    }
    const auto others = [&](const auto& comment) { return !is_own_(comment->ownership.owner); };
    if (is_own_(talk_.ownership.owner) && std::ranges::any_of(talk_.comments, others)) {
      return Rejected{Refusal::others_words};
    }
    return owned(talk_.ownership.owner, {.talk = event.talk});
  }

  Judgement operator()(const CommentRemoved& event) const {
    const Comment* comment = find_comment(talk_, event.comment);
    if (comment == nullptr) {
      return Rejected{Refusal::purged};
    }
    if (!comment->removed || comment->mark.as_of != step_.after.part) {
      return in_the_way(comment->mark.changed);
    }
    return owned(comment->ownership.owner, {.talk = event.talk, .comment = event.comment});
  }

  Judgement operator()(const TalkEdited& event) const {
    const std::string_view owner = event.former ? event.former->owner : std::string_view();
    return overwritten(event.former.has_value(), talk_.details_mark, owner,
                       {.talk = event.talk, .part = Part::summary});
  }

  Judgement operator()(const TalkRenamed& event) const {
    return overwritten(event.former.has_value(), talk_.title_mark, talk_.ownership.owner,
                       {.talk = event.talk, .part = Part::title});
  }

  Judgement operator()(const CommentEdited& event) const {
    const Comment* comment = find_comment(talk_, event.comment);
    if (comment == nullptr) {
      return Rejected{Refusal::purged};
    }
    return overwritten(event.former.has_value(), {comment->mark.changed, comment->text},
                       comment->ownership.owner,
                       {.talk = event.talk, .comment = event.comment, .part = Part::message});
  }

  Judgement operator()(const Purged&) const { return Rejected{Refusal::purged}; }

  // All others took nothing away.
  template <typename Event>
  Judgement operator()(const Event&) const {
    return Rejected{Refusal::nothing_to_undo};
  }

 private:
  static Rejected in_the_way(Version version) { return {Refusal::changed_since, {}, version}; }

  Judgement owned(std::string_view owner, Purged purged) const {
    if (!is_own_(owner)) {
      return Rejected{Refusal::not_yours};
    }
    return purged;
  }

  // A text that something newer has taken the place of. `mark` is that of what stands there now.
  Judgement overwritten(bool kept, const Mark& mark, std::string_view owner, Purged purged) const {
    if (!kept) {
      return Rejected{Refusal::purged};
    }
    purged.text = step_.before.part;
    if (mark.as_of == purged.text) {
      return in_the_way(mark.changed);  // an undo has brought it back
    }
    return owned(owner, std::move(purged));
  }

  const Talk& talk_;
  const Step& step_;
  const IsOwn& is_own_;
};

}  // namespace

boost::system::result<std::vector<Purged>, Rejected> purge_former(const TalkStore& talks,
                                                                  const Change& change,
                                                                  const IsOwn& is_own) {
  std::vector<Purged> all;
  for (const Step& step : change.steps) {
    const TalkPointer talk = talks.find_kept(talk_of(step.event));
    if (!talk) {
      return Rejected{Refusal::purged};
    }
    auto purged = std::visit(Former(*talk, step, is_own), step.event);
    if (purged) {
      all.push_back(*std::move(purged));
    } else if (purged.error().refusal != Refusal::nothing_to_undo) {
      return purged.error();
    }
  }
  if (all.empty()) {
    return Rejected{Refusal::nothing_to_undo};
  }
  return all;
}

}  // namespace skillboard
