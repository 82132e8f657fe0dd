#pragma once

#include <string>

#include "skillboard/talks/talk.hpp"
#include "skillboard/talks/talk_store.hpp"

namespace skillboard {

// Talks and comments as JSON (RFC 8259) with the members that the interface promises, in a stable
// order; of the comments those that are not removed. Instants are RFC 3339 in UTC, to the
// millisecond.
std::string to_json(const Talk& talk);
std::string to_json(const Comment& comment);

// The same with `place`, for those who put the board together from its changes.
std::string to_json_with_place(const Talk& talk);
std::string to_json_with_place(const Comment& comment);

// All talks that are on the board, in the order of proposal, with their places: `{"talks": […]}`.
std::string to_json_with_places(const TalkStore& talks);

}  // namespace skillboard
