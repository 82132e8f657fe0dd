#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "skillboard/talks/change.hpp"
#include "skillboard/talks/talk.hpp"

namespace skillboard {

// The talks of one board at one version, and what a change does to them.
//
// A plain value: no I/O, no clock, no lock, and nothing in it fails. `apply` is the only meaning a
// change has anywhere: the running board and the replay of the journal both go through it, so
// memory and disk cannot disagree. Whether a change is allowed is decided before (see `Board`).
class TalkStore {
 public:
  // The empty board.
  TalkStore() = default;

  // The board as a snapshot holds it. The talks may come in any order; their ids and titles are
  // distinct.
  TalkStore(Version version, std::vector<TalkPointer> talks);

  // Makes the change and takes its version. A change that is in already, by its version, is passed
  // over, so replaying a history twice cannot do harm; one that does not fit (of a talk or comment
  // that is not there, a proposal of one that is) changes nothing but the version. Costs the number
  // of comments of the talk, not the size of the board.
  void apply(const Change& change);

  // The number of the last change applied.
  Version version() const { return version_; }

  std::size_t size() const { return by_place_.size(); }

  // The talk with exactly this title or id, or null.
  TalkPointer find_by_title(std::string_view title) const;
  TalkPointer find_by_id(std::string_view id) const;

  // All talks in the order of proposal. Copies pointers only.
  std::vector<TalkPointer> talks() const;

  // Whether the version and all content are the same. Costs the size of the board.
  friend bool operator==(const TalkStore& left, const TalkStore& right);

 private:
  // Lets the maps be searched without making a std::string first.
  struct StringHash {
    using is_transparent = void;

    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };

  using Places = std::unordered_map<std::string, Version, StringHash, std::equal_to<>>;

  void make(const Change& change, const TalkProposed& event);
  void make(const Change& change, const TalkEdited& event);
  void make(const Change& change, const TalkRemoved& event);
  void make(const Change& change, const CommentWritten& event);
  void make(const Change& change, const CommentEdited& event);
  void make(const Change& change, const CommentRemoved& event);

  void insert(TalkPointer talk);
  // Puts what `edit` makes of a copy of the talk in its place, unless that says false.
  void replace(const Change& change, std::string_view id, const std::function<bool(Talk&)>& edit);
  TalkPointer find(const Places& places, std::string_view key) const;

  Version version_ = 0;
  std::map<Version, TalkPointer> by_place_;
  Places by_title_;
  Places by_id_;
};

}  // namespace skillboard
