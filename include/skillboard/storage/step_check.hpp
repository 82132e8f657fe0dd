#pragma once

#include "skillboard/talks/change.hpp"
#include "skillboard/talks/talk_store.hpp"

namespace skillboard {

// Whether the first step of a change that comes next on this board found there what it says: the
// marks, and the text that it overwrote, where that is not purged. So one change of a history that
// was made up does not go with the others.
bool found_what_it_says(const TalkStore& talks, const Change& change);

}  // namespace skillboard
