#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "skillboard/talks/change.hpp"
#include "skillboard/talks/held_name.hpp"
#include "skillboard/talks/talk.hpp"

namespace skillboard {

// What a member wants to be different. Talks are named by a title that they answer to, as members
// and paths do: their own or a former one.

struct ProposeOrEditTalk {
  std::string title;
  std::string presenter;
  std::string summary;
  // Whether a title that is only a former one counts as free.
  bool only_new = false;
};

struct RenameTalk {
  std::string title;
  std::string new_title;
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

// A part of the history, read before the decision.
struct ReadChanges {
  // The newest first.
  std::vector<Change> changes;
  // The version that the board showed before they were read: something may have been purged since.
  Version read_at = 0;
};

// All of them, or nothing.
struct UndoChanges {
  ReadChanges read;
};

// As many as are not in each other's or somebody else's way; at least one.
struct UndoWhatCanBe {
  ReadChanges read;
};

// Erases for good what these changes took away.
struct PurgeFormer {
  ReadChanges read;
};

// Erases for good what was removed before, or beyond the last `keep` things; a portion at a time.
struct PurgeRemoved {
  Instant before;
  std::size_t keep = 0;
};

// What somebody wants of names. Names are given as people write them, devices by their hashes.

// The device that asks joins the name. That it may is proved before, in the way that it says.
struct JoinName {
  std::string name;
  Joining joining = Joining::code;
};

struct SignOut {
  std::string name;
  std::string handle;  // of the device
};

// Says that whoever sits at the device is the one with this name.
struct VouchForDevice {
  std::string name;
  std::string device;
  std::string label;
};

struct AddPasskey {
  std::string name;
  std::string id;
  std::string public_key;
  std::string label;
};

struct RemovePasskey {
  std::string name;
  std::string id;
};

// Notes that the device which asks was here.
struct SeeDevice {};

using NameIntention = std::variant<JoinName, SignOut, VouchForDevice, AddPasskey, RemovePasskey>;

using Intention = std::variant<ProposeOrEditTalk, RenameTalk, RemoveTalk, WriteComment, EditComment,
                               RemoveComment, UndoChanges, UndoWhatCanBe, PurgeFormer, PurgeRemoved,
                               NameIntention, SeeDevice>;

// The title by which the intention names a talk; empty when it names none.
std::string_view title_of(const Intention& intention);

// What has to hold of the talk (null when there is none) at the moment of the decision.
using Precondition = std::function<bool(const Talk* talk)>;

// Makes a retry recognizable.
struct RetryKey {
  std::string key;
  // A digest of all that makes the request what it is.
  std::string fingerprint;
};

// Who wants something, as far as that is known.
struct Actor {
  std::string name{};          // under which they act; empty when nobody is named
  std::string device{};        // the hash of its token; empty when it has none
  std::string device_label{};  // how its person may tell it from others
  // Whether whom we trust vouches for the name: a proxy that signs people in.
  bool signed_in = false;
};

// What goes in through the board's door.
struct Submission {
  Intention intention;
  Actor actor{};
  Precondition precondition{};  // empty for none
  std::optional<RetryKey> retry_key{};
};

}  // namespace skillboard
