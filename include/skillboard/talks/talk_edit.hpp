#pragma once

#include <optional>

#include "skillboard/talks/change.hpp"
#include "skillboard/talks/talk.hpp"

namespace skillboard {

// What the steps of a change mean for one talk.

// The talk that is proposed by this step, if one is.
std::optional<Talk> propose(const Change& change, const Step& step);

// Makes the step of a talk that is there, and says whether it fits; if not, nothing is different.
// Costs the search for the comment that it is about.
bool edit(Talk& talk, const Change& change, const Step& step);

// Whether the step erases the talk with all that belongs to it.
bool erases_talk(const Step& step);

// The mark of the part of the talk that an event touches: the title, the details, a comment, or the
// talk as a whole. A comment that is not there is as of no change, and went with the talk's last.
Mark mark_of(const Talk& talk, const ChangeEvent& event);

// How the talk is that an event is about, null when there is none, in the part that it touches.
AsOf as_of(const Talk* talk, const ChangeEvent& event);

}  // namespace skillboard
