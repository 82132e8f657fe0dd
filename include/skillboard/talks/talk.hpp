#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace skillboard {

// The number of a change, counted from 1 and never reused; 0 is the empty board before the first.
using Version = std::uint64_t;

// A point in time in UTC, to the millisecond. The talks never read a clock: whoever decides a
// change says when it happened.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// Tells what a part of the board is like by the history that led there, without its content.
struct Mark {
  // The last change that touched it.
  Version changed = 0;
  // The change that left it like this: the same, or an earlier one that undoing has led back to.
  Version as_of = 0;

  bool operator==(const Mark&) const = default;
};

// That a member wants something removed which its owner has restored.
struct RemovalRequest {
  std::string member;  // the key of the member's name
  std::string name;    // as it is shown
  Instant asked;

  bool operator==(const RemovalRequest&) const = default;
};

// Whose something is, and what that has led to.
struct Ownership {
  // The key of the name that it belongs to (see `HeldName`); empty when it is nobody's.
  std::string owner{};
  // Whether it stands here because its owner has brought it back.
  bool restored_by_owner = false;
  // Then one member asks for its removal, and another one removes it.
  std::optional<RemovalRequest> removal_request{};

  bool operator==(const Ownership&) const = default;
};

// A member's message under a talk. The id is opaque and unique on the board for ever.
struct Comment {
  std::string id;
  std::string author;
  std::string message;
  Instant written;
  // The change that wrote it, which is its place among the comments of the talk.
  Version place = 0;
  Mark mark{};
  // The change that wrote its message, which removing and restoring leave as it is.
  Version text = 0;
  // Since when it is removed; none while it stands on the board.
  std::optional<Instant> removed{};
  Ownership ownership{};

  bool operator==(const Comment&) const = default;
};

// A title that a talk had and still answers to.
struct FormerTitle {
  std::string title;
  Version as_of = 0;  // of the talk's title mark while it had this one
  Version until = 0;  // the change that gave it up

  bool operator==(const FormerTitle&) const = default;
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
  // The last change that touched the talk or one of its comments, and which one left all of it as
  // it is (see `Mark`).
  Version version = 0;
  Version as_of = 0;
  Mark title_mark{};
  Mark details_mark{};  // of presenter and summary
  // The latest last.
  std::vector<FormerTitle> former_titles{};
  // Since when it is removed; none while it stands on the board.
  std::optional<Instant> removed{};
  Ownership ownership{};
  // In the order of writing, with those that are removed but not yet purged.
  std::vector<std::shared_ptr<const Comment>> comments{};
};

// Compares the comments by their content.
bool operator==(const Talk& left, const Talk& right);

// The comment with this id, removed or not; null for none. Costs the number of comments.
const Comment* find_comment(const Talk& talk, std::string_view id);

// How many comments stand on the board.
std::size_t count_comments(const Talk& talk);

using TalkPointer = std::shared_ptr<const Talk>;

}  // namespace skillboard
