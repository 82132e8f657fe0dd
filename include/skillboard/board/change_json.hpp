#pragma once

#include <optional>
#include <string>
#include <vector>

#include "skillboard/talks/change.hpp"
#include "skillboard/talks/limits.hpp"
#include "skillboard/talks/talk_store.hpp"

namespace skillboard {

// A change as JSON, as the interface promises it (docs/http-interface.md). Titles and names, and
// what the change brought back, are told as `talks` has them. `in_the_way` is told when it is
// given.
std::string to_json(const Change& change, const TalkStore& talks,
                    std::optional<Version> in_the_way = std::nullopt);

std::string to_json(const std::vector<Version>& versions);

// What of the board a newer change keeps from being taken back now: its number, if one does.
std::optional<Version> find_in_the_way(const Change& change, const TalkStore& talks,
                                       const BoardLimits& limits);

}  // namespace skillboard
