#pragma once

#include <string>

namespace skillboard {

// What `skillboard tail` follows.
struct TailOptions {
  // Of the board: "https://board.example/talks-of-us/".
  std::string url;
  // To go on from; empty for what happens from now on.
  std::string since;
  // The id of the one talk to follow; empty for all.
  std::string talk;
};

// Prints what happens on a board, each change a line of JSON: the change as the interface tells it,
// with the tag after it before the other members. Where the tag to go on from is of another epoch,
// or too far back, a line with `board` (or `talk`) has the whole to start over from. A connection
// that breaks is opened again, and goes on where it was, each change once.
//
// Returns 0 when it is told to stop by SIGTERM or SIGINT or nobody reads what it prints any more,
// and 1, with a sentence on standard error, where there is no such board, or it is closed.
int run_tail(const TailOptions& options);

}  // namespace skillboard
