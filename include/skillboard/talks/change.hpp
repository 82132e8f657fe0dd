#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "skillboard/talks/name_event.hpp"
#include "skillboard/talks/talk.hpp"

namespace skillboard {

// What can happen to a talk or comment. Talks and comments are named by their ids. What an event
// overwrites stands in it as `former`, so that it can be taken back by itself; it is missing once
// it has been purged.

struct TalkProposed {
  std::string talk;  // its new id
  std::string title;
  std::string presenter;
  std::string summary;
  std::string owner{};  // see `Ownership`

  bool operator==(const TalkProposed&) const = default;
};

struct Details {
  std::string presenter;
  std::string summary;
  std::string owner{};

  bool operator==(const Details&) const = default;
};

// Title and comments stay.
struct TalkEdited {
  std::string talk;
  std::string presenter;
  std::string summary;
  std::optional<Details> former{};
  std::string owner{};

  bool operator==(const TalkEdited&) const = default;
};

// Takes the talk to a new title, or by an undo back to one it had.
struct TalkRenamed {
  std::string talk;
  std::string title;
  std::optional<std::string> former{};

  bool operator==(const TalkRenamed&) const = default;
};

// It is kept with its comments until it is restored or purged, and leaves its title to others.
struct TalkRemoved {
  std::string talk;

  bool operator==(const TalkRemoved&) const = default;
};

struct TalkRestored {
  std::string talk;
  bool by_owner = false;

  bool operator==(const TalkRestored&) const = default;
};

struct CommentWritten {
  std::string talk;
  std::string comment;  // its new id
  std::string author;
  std::string message;
  std::string owner{};

  bool operator==(const CommentWritten&) const = default;
};

struct CommentEdited {
  std::string talk;
  std::string comment;
  std::string message;
  std::optional<std::string> former{};

  bool operator==(const CommentEdited&) const = default;
};

// Kept likewise.
struct CommentRemoved {
  std::string talk;
  std::string comment;

  bool operator==(const CommentRemoved&) const = default;
};

struct CommentRestored {
  std::string talk;
  std::string comment;
  bool by_owner = false;

  bool operator==(const CommentRestored&) const = default;
};

// A member wants a talk or comment removed that its owner has restored (see `RemovalRequest`).
struct RemovalAsked {
  std::string talk;
  std::string comment{};  // empty when it is about the talk
  std::string member;
  std::string name;

  bool operator==(const RemovalAsked&) const = default;
};

// Erases for good: a removed talk with all that belongs to it, a removed comment, or one text that
// something newer has taken the place of. In the history it also stands in the place of events that
// had such texts.
struct Purged {
  enum class Part { everything, title, summary, message };

  std::string talk;
  std::string comment{};  // empty when it is about the talk
  Part part = Part::everything;
  // The change that wrote the text, for all parts but `everything`.
  Version text = 0;

  bool operator==(const Purged&) const = default;
};

using ChangeEvent =
    std::variant<TalkProposed, TalkEdited, TalkRenamed, TalkRemoved, TalkRestored, CommentWritten,
                 CommentEdited, CommentRemoved, CommentRestored, RemovalAsked, Purged>;

// The talk that an event is about, and the comment; empty when it is about the talk itself.
const std::string& talk_of(const ChangeEvent& event);
std::string_view comment_of(const ChangeEvent& event);

// Which changes left things as they are (see `Mark`): the part that an event touches (the talk's
// title, its details, a comment, or the talk as a whole), and all of the talk.
struct AsOf {
  Version part = 0;
  Version talk = 0;

  bool operator==(const AsOf&) const = default;
};

// One event of a change, between what it found and what it left.
struct Step {
  ChangeEvent event;
  AsOf before;
  AsOf after;

  bool operator==(const Step&) const = default;
};

// One entry of the board's history: the only way anything is ever different. An undo has a step for
// each thing it puts back; a change that is about names alone has none, all others have one.
struct Change {
  Version version = 0;
  Instant time{};
  // The name of who did it; empty where nobody was named.
  std::string by{};
  // The handle of the device that did it; empty where there was none.
  std::string device{};
  // The changes that this one took back, the newest first.
  std::vector<Version> undoes{};
  std::vector<Step> steps{};
  // What became of names by it. The first write under a name also claims it.
  std::vector<NameEvent> names{};

  bool operator==(const Change&) const = default;
};

// Whether it erases anything for good.
bool purges(const Change& change);

// Takes out of the change what purging erases, and says whether there was anything. The texts of
// one part that is purged become empty (a title becomes one that no talk can have), and are no
// longer there as `former`; a step of something purged altogether is `Purged` itself afterwards,
// and a change of nothing but such steps loses its name and device.
bool scrub(Change& change, const Purged& purged);

// The same of a talk as it was at some time, for all but the talk as a whole.
bool scrub(Talk& talk, const Purged& purged);

}  // namespace skillboard
