#pragma once

#include <optional>
#include <string>

#include "skillboard/talks/talk.hpp"

namespace skillboard {

// An instant as RFC 3339 has it, in UTC and to the millisecond: "2025-11-20T10:00:00.123Z".
std::string to_rfc3339(Instant instant);

// Takes back exactly what `to_rfc3339` makes.
std::optional<Instant> read_rfc3339(const std::string& text);

}  // namespace skillboard
