#pragma once

#include <utility>

#include "skillboard/talks/change.hpp"

namespace skillboard {

// One event as a change that nobody is named for, of a history in which nothing was undone.
inline Change make_change(Version version, Instant time, ChangeEvent event) {
  return {.version = version,
          .time = time,
          .steps = {{std::move(event), AsOf{}, AsOf{version, version}}}};
}

}  // namespace skillboard
