#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>

#include "skillboard/talks/talk.hpp"

namespace skillboard {

// What a member wants to be different. Talks are named by their title, as members and paths do.

struct ProposeOrEditTalk {
  std::string title;
  std::string presenter;
  std::string summary;
};

struct RemoveTalk {
  std::string title;
};

struct WriteComment {
  std::string title;
  std::string author;
  std::string message;
};

struct EditComment {
  std::string title;
  std::string comment;
  std::string message;
};

struct RemoveComment {
  std::string title;
  std::string comment;
};

using Intention =
    std::variant<ProposeOrEditTalk, RemoveTalk, WriteComment, EditComment, RemoveComment>;

// What has to hold of the talk (null when there is none) at the moment of the decision.
using Precondition = std::function<bool(const Talk* talk)>;

// Makes a retry recognizable.
struct RetryKey {
  std::string key;
  // A digest of all that makes the request what it is.
  std::string fingerprint;
};

// What goes in through the board's door.
struct Submission {
  Intention intention;
  Precondition precondition;  // empty for none
  std::optional<RetryKey> retry_key;
};

}  // namespace skillboard
