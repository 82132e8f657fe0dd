#pragma once

#include <optional>

#include "skillboard/board/decision.hpp"
#include "skillboard/board/submission.hpp"
#include "skillboard/talks/limits.hpp"

namespace skillboard {

// What is wrong with the texts of a submission, whatever the board looks like.
std::optional<Rejected> check_texts(const Submission& submission, const BoardLimits& limits);

}  // namespace skillboard
