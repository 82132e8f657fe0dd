#include "skillboard/board/history_judge.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <variant>

#include "skillboard/board/purging.hpp"

namespace skillboard {

Decided HistoryJudge::operator()(const UndoChanges& wish) const {
  if (on_.talks().last_purge() > wish.read.read_at) {
    return refuse(Refusal::outdated);
  }
  Undoing undoing = begin_undoing();
  Change change = on_.next_change();
  for (const Change& undone : wish.read.changes) {
    if (const auto obstacle = undoing.add(undone)) {
      return refuse(*obstacle);
    }
    if (const auto obstacle = take_back_names(undone, change.names)) {
      return refuse(*obstacle);
    }
    change.undoes.push_back(undone.version);
  }
  change.steps = undoing.take_steps();
  return change.steps.empty() && change.names.empty()
             ? refuse(Refusal::not_undoable)
             : on_.accept(Effect::changes_undone, std::move(change));
}

Decided HistoryJudge::operator()(const UndoWhatCanBe& wish) const {
  if (on_.talks().last_purge() > wish.read.read_at) {
    return refuse(Refusal::outdated);
  }
  Undoing undoing = begin_undoing();
  Change change = on_.next_change();
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
  Decided decided = on_.accept(Effect::changes_undone, std::move(change));
  decided.decision->left = std::move(left);
  return decided;
}

Decided HistoryJudge::operator()(const PurgeFormer& wish) const {
  if (on_.talks().last_purge() > wish.read.read_at) {
    return refuse(Refusal::outdated);
  }
  std::vector<Purged> all;
  const auto is_own = [&](std::string_view owner) {
    return on_.permission().is_own_for_good(owner);
  };
  for (const Change& change : wish.read.changes) {
    auto purged = purge_former(on_.talks(), change, is_own);
    if (!purged) {
      return refuse(purged.error());
    }
    std::ranges::move(*purged, std::back_inserter(all));
  }
  return on_.accept(Effect::purged, purge(std::move(all)));
}

Decided HistoryJudge::operator()(const PurgeRemoved& wish) const {
  // Each makes the journal write its file anew.
  constexpr std::size_t purged_at_once = 1'000;
  std::vector<Purged> all = on_.talks().long_removed(wish.before, wish.keep, purged_at_once);
  return all.empty() ? on_.nothing() : on_.accept(Effect::purged, purge(std::move(all)));
}

Undoing HistoryJudge::begin_undoing() const {
  return {on_.talks(), on_.circumstances().limits, on_.talks().version() + 1, on_.is_own()};
}

// Takes back what the change did to names; of that only the joining of a device can be.
std::optional<Rejected> HistoryJudge::take_back_names(const Change& undone,
                                                      std::vector<NameEvent>& events) const {
  for (const NameEvent& event : undone.names) {
    if (const auto* joined = std::get_if<DeviceJoined>(&event)) {
      const auto naming = naming_.take_back(*joined);
      if (!naming) {
        return naming.error();
      }
      events.push_back(*naming->event);
    }
  }
  return std::nullopt;
}

Change HistoryJudge::purge(std::vector<Purged> all) const {
  Change change = on_.next_change();
  for (Purged& purged : all) {
    change.steps.push_back(on_.talks().step(std::move(purged), change.version));
  }
  return change;
}

}  // namespace skillboard
