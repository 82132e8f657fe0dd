#pragma once

#include "skillboard/board/decide.hpp"
#include "skillboard/board/decision.hpp"
#include "skillboard/board/permission.hpp"
#include "skillboard/board/submission.hpp"
#include "skillboard/board/undoing.hpp"
#include "skillboard/talks/change.hpp"
#include "skillboard/talks/talk_store.hpp"

namespace skillboard {

// What all judges of a submission have in common: what they look at, and how they put a decision.
class Deliberation {
 public:
  // All of them outlive it.
  Deliberation(const TalkStore& talks, const Submission& submission,
               const Circumstances& circumstances)
      : talks_(talks),
        submission_(submission),
        circumstances_(circumstances),
        permission_(talks.roster(), circumstances.names, submission.actor, circumstances.now) {}

  const TalkStore& talks() const { return talks_; }

  const Submission& submission() const { return submission_; }

  const Circumstances& circumstances() const { return circumstances_; }

  const Permission& permission() const { return permission_; }

  // The change that would be the next, without what it does.
  Change next_change() const;

  // Accepts what is one event, or has been put together. Whoever acts under a free name claims it.
  Decided accept(Effect effect, ChangeEvent event) const;
  Decided accept(Effect effect, Change change) const;

  // Accepts it, since the board is like that already.
  Decided nothing() const { return {Accepted{Effect::nothing, talks_.version()}, std::nullopt}; }

  // For those who judge undoing and purging; good for as long as this.
  IsOwn is_own() const {
    return [this](std::string_view owner) { return permission_.is_own(owner); };
  }

 private:
  const TalkStore& talks_;
  const Submission& submission_;
  const Circumstances& circumstances_;
  Permission permission_;
};

inline Decided refuse(const Rejected& rejected) {
  return {rejected, std::nullopt};
}

inline Decided refuse(Refusal refusal) {
  return refuse(Rejected{refusal});
}

}  // namespace skillboard
