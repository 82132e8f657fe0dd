#include "skillboard/board/decide.hpp"

#include <utility>
#include <variant>

#include "skillboard/board/deliberation.hpp"
#include "skillboard/board/history_judge.hpp"
#include "skillboard/board/naming.hpp"
#include "skillboard/board/talk_judge.hpp"

namespace skillboard {

namespace {

// One judge for each kind of intention.
class Court {
 public:
  explicit Court(const Deliberation& deliberation)
      : on_(deliberation),
        naming_(on_.talks().roster(), on_.circumstances().names, on_.permission(),
                on_.submission().actor, on_.circumstances().now) {}

  Decided operator()(const NameIntention& wish) const {
    const auto naming = std::visit(naming_, wish);
    if (!naming) {
      return refuse(naming.error());
    }
    if (!naming->event) {
      return on_.nothing();
    }
    Change change = on_.next_change();
    change.by = naming->by;
    change.names.push_back(*naming->event);
    return on_.accept(naming->effect, std::move(change));
  }

  // Only devices that hold a name are worth remembering.
  Decided operator()(const SeeDevice&) const {
    const std::string& device = on_.submission().actor.device;
    Decided decided = on_.nothing();
    if (!on_.talks().roster().held_by(device).empty()) {
      decided.sighting = Sighting{device, on_.circumstances().now};
    }
    return decided;
  }

  template <typename Wish>
  Decided operator()(const Wish& wish) const {
    if constexpr (std::is_invocable_v<TalkJudge, const Wish&>) {
      return TalkJudge(on_)(wish);
    } else {
      return HistoryJudge(on_, naming_)(wish);
    }
  }

 private:
  const Deliberation& on_;
  NamingJudge naming_;
};

// Whether nobody in particular wants it: it comes from within.
bool comes_from_within(const Intention& intention) {
  return std::holds_alternative<PurgeRemoved>(intention) ||
         std::holds_alternative<SeeDevice>(intention);
}

bool holds(const Precondition& precondition, const TalkStore& talks, const Intention& intention) {
  const auto* wish = std::get_if<ProposeOrEditTalk>(&intention);
  const TalkPointer talk =
      wish != nullptr ? find_addressed(talks, *wish) : talks.find(title_of(intention));
  return precondition(talk.get());
}

}  // namespace

Decided decide(const TalkStore& talks, const Submission& submission,
               const Circumstances& circumstances) {
  if (submission.precondition && !holds(submission.precondition, talks, submission.intention)) {
    return refuse(Refusal::precondition_failed);
  }
  const Deliberation deliberation(talks, submission, circumstances);
  if (!comes_from_within(submission.intention)) {
    if (const auto rejected = deliberation.permission().check_acting()) {
      return refuse(*rejected);
    }
  }
  return std::visit(Court(deliberation), submission.intention);
}

}  // namespace skillboard
