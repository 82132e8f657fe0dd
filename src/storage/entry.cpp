#include "skillboard/storage/entry.hpp"

#include <algorithm>

namespace skillboard {

bool purges(std::span<const Entry> entries) {
  return std::ranges::any_of(
      entries, [](const Entry& entry) { return entry.change && purges(*entry.change); });
}

}  // namespace skillboard
