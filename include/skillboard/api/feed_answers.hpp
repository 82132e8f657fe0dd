#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "skillboard/board/board.hpp"
#include "skillboard/board/json_object.hpp"
#include "skillboard/http/response.hpp"

namespace skillboard {

// What the answers to those who follow the board have in common.

// Such an answer begins with the tag of what it shows.
JsonObject begin_feed_answer(const std::string& tag);

// The whole of it. `wait` is what was taken of the wait that was asked for.
ResponsePointer feed_answer(const std::string& tag, std::chrono::seconds wait, std::string json);

// The recent changes after this version that touch this talk, or all where its id is empty, as a
// JSON list; nothing when not all of them are at hand.
std::optional<std::string> recent_changes(const Board& board, Version version,
                                          const std::string& talk);

}  // namespace skillboard
