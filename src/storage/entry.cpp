#include "skillboard/storage/entry.hpp"

#include <algorithm>
#include <variant>

namespace skillboard {

bool purges(std::span<const Entry> entries) {
  const auto is_purged = [](const Step& step) {
    return std::holds_alternative<Purged>(step.event);
  };
  return std::ranges::any_of(entries, [&](const Entry& entry) {
    return entry.change && std::ranges::any_of(entry.change->steps, is_purged);
  });
}

}  // namespace skillboard
