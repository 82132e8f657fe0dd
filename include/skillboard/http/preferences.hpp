#pragma once

#include <chrono>
#include <optional>

#include "skillboard/http/request.hpp"

namespace skillboard {

// `Prefer: wait=S` (RFC 7240, section 4.3): how long the client would wait, capped at `longest`;
// nothing when it does not ask for it, or asks for 0, less, or nonsense. The first of several
// counts. A number too large to represent counts as the longest.
std::optional<std::chrono::seconds> preferred_wait(const Request& request,
                                                   std::chrono::seconds longest);

}  // namespace skillboard
