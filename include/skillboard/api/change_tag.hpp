#pragma once

#include <optional>
#include <string_view>

#include "skillboard/talks/talk.hpp"

namespace skillboard {

// The version that a tag names, with or without its quotes, if it is one of this epoch.
std::optional<Version> read_tag(std::string_view tag, std::string_view epoch);

}  // namespace skillboard
