#pragma once

#include "skillboard/board/deliberation.hpp"

namespace skillboard {

// Judges what somebody wants of talks and comments.
//
// What belongs to a name is edited by its devices alone. Anybody removes anything, since it can be
// restored; only where its owner has restored it do two members have to want it.
class TalkJudge {
 public:
  // It outlives this.
  explicit TalkJudge(const Deliberation& deliberation) : on_(deliberation) {}

  Decided operator()(const ProposeOrEditTalk& wish) const;
  Decided operator()(const RenameTalk& wish) const;
  Decided operator()(const RemoveTalk& wish) const;
  Decided operator()(const WriteComment& wish) const;
  Decided operator()(const EditComment& wish) const;
  Decided operator()(const RemoveComment& wish) const;

 private:
  Decided propose(const ProposeOrEditTalk& wish) const;
  Decided edit(const Talk& talk, const ProposeOrEditTalk& wish) const;
  Decided remove(Effect effect, ChangeEvent removal, const Ownership& ownership) const;
  template <typename Wish, typename Decide>
  Decided with_comment(const Wish& wish, const Decide& decide) const;

  const Deliberation& on_;
};

// The talk that would be edited, or null when one would be proposed.
TalkPointer find_addressed(const TalkStore& talks, const ProposeOrEditTalk& wish);

}  // namespace skillboard
