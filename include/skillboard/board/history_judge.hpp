#pragma once

#include <optional>
#include <vector>

#include "skillboard/board/deliberation.hpp"
#include "skillboard/board/naming.hpp"
#include "skillboard/board/undoing.hpp"

namespace skillboard {

// Judges what somebody wants of changes of the past: taking them back, and erasing what they took
// away.
class HistoryJudge {
 public:
  // Both outlive it.
  HistoryJudge(const Deliberation& deliberation, const NamingJudge& naming)
      : on_(deliberation), naming_(naming) {}

  Decided operator()(const UndoChanges& wish) const;
  Decided operator()(const UndoWhatCanBe& wish) const;
  Decided operator()(const PurgeFormer& wish) const;
  Decided operator()(const PurgeRemoved& wish) const;

 private:
  Undoing begin_undoing() const;
  std::optional<Rejected> take_back_names(const Change& undone,
                                          std::vector<NameEvent>& events) const;
  Change purge(std::vector<Purged> all) const;

  const Deliberation& on_;
  const NamingJudge& naming_;
};

}  // namespace skillboard
