#pragma once

#include "skillboard/talks/talk.hpp"

namespace skillboard {

// Now by the clock of the system, to the millisecond, which is what records keep of it.
Instant system_now();

}  // namespace skillboard
