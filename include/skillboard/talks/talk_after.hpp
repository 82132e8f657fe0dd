#pragma once

#include "skillboard/talks/change.hpp"
#include "skillboard/talks/talk.hpp"

namespace skillboard {

// What a step of a change makes of its talk, which is null when there is none: a new one, the same
// where the step does not fit, or null where nothing of it is left. Costs the number of comments.
TalkPointer talk_after(const TalkPointer& talk, const Change& change, const Step& step);

// How the talk is that an event is about, null when there is none, in the part that it touches.
AsOf as_of(const Talk* talk, const ChangeEvent& event);

}  // namespace skillboard
