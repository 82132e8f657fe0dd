#include "skillboard/board/deliberation.hpp"

#include <string>
#include <utility>

namespace skillboard {

Change Deliberation::next_change() const {
  return {.version = talks_.version() + 1,
          .time = circumstances_.now,
          .by = submission_.actor.name,
          .device = std::string(handle_of(submission_.actor.device))};
}

Decided Deliberation::accept(Effect effect, ChangeEvent event) const {
  Change change = next_change();
  change.steps.push_back(talks_.step(std::move(event), change.version));
  return accept(effect, std::move(change));
}

Decided Deliberation::accept(Effect effect, Change change) const {
  if (auto claim = permission_.claim()) {
    change.names.emplace_back(*std::move(claim));
  }
  return {Accepted{effect, change.version}, std::move(change)};
}

}  // namespace skillboard
