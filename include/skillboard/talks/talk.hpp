#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace skillboard {

// The number of a change, counted from 1 and never reused; 0 is the empty board before the first.
using Version = std::uint64_t;

// A point in time in UTC, to the millisecond. The talks never read a clock: whoever decides a
// change says when it happened.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// A member's message under a talk. The id is opaque and unique on the board for ever.
struct Comment {
  std::string id;
  std::string author;
  std::string message;
  Instant written;

  bool operator==(const Comment&) const = default;
};

// Something a member proposes to present.
//
// Talks and comments are immutable once they stand in a `TalkStore`: a change puts a new one in
// their place. So a reader may keep a pointer for as long as it likes, on any thread, and copying
// a talk copies pointers to its comments, not their text.
struct Talk {
  std::string id;
  std::string title;
  std::string presenter;
  std::string summary;
  Instant proposed;
  // The change that proposed it, which is its place in the list: the board is in this order.
  Version place = 0;
  // The last change that touched the talk or one of its comments.
  Version version = 0;
  // In the order of writing.
  std::vector<std::shared_ptr<const Comment>> comments;
};

// Compares the comments by their content.
bool operator==(const Talk& left, const Talk& right);

using TalkPointer = std::shared_ptr<const Talk>;

}  // namespace skillboard
