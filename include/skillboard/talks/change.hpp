#pragma once

#include <string>
#include <variant>

#include "skillboard/talks/talk.hpp"

namespace skillboard {

struct TalkProposed {
  std::string talk;  // its new id
  std::string title;
  std::string presenter;
  std::string summary;

  bool operator==(const TalkProposed&) const = default;
};

// Title and comments stay.
struct TalkEdited {
  std::string talk;
  std::string presenter;
  std::string summary;

  bool operator==(const TalkEdited&) const = default;
};

struct TalkRemoved {
  std::string talk;

  bool operator==(const TalkRemoved&) const = default;
};

struct CommentWritten {
  std::string talk;
  std::string comment;  // its new id
  std::string author;
  std::string message;

  bool operator==(const CommentWritten&) const = default;
};

struct CommentEdited {
  std::string talk;
  std::string comment;
  std::string message;

  bool operator==(const CommentEdited&) const = default;
};

struct CommentRemoved {
  std::string talk;
  std::string comment;

  bool operator==(const CommentRemoved&) const = default;
};

using ChangeEvent = std::variant<TalkProposed, TalkEdited, TalkRemoved, CommentWritten,
                                 CommentEdited, CommentRemoved>;

// One entry of the board's history: the only way anything is ever different.
struct Change {
  Version version = 0;
  Instant time;
  ChangeEvent event;

  bool operator==(const Change&) const = default;
};

// The id of the talk that the change is about.
const std::string& touched_talk(const Change& change);

}  // namespace skillboard
