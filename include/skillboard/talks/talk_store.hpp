#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "skillboard/talks/change.hpp"
#include "skillboard/talks/roster.hpp"
#include "skillboard/talks/talk.hpp"
#include "skillboard/talks/title_index.hpp"

namespace skillboard {

// The talks of one board at one version, those that are removed but not yet purged among them, the
// names of those who act on it, and what a change does to them.
//
// A plain value: no I/O, no clock, no lock, and nothing in it fails. `apply` is the only meaning a
// change has anywhere: the running board and the replay of the journal both go through it, so
// memory and disk cannot disagree. Whether a change is allowed is decided before (see `Board`).
class TalkStore {
 public:
  // The empty board.
  TalkStore() = default;

  // The board as a snapshot holds it. The talks may come in any order; their ids are distinct, and
  // the titles of those that are not removed.
  TalkStore(Version version, const std::vector<TalkPointer>& talks, Roster roster = {});

  // Makes the change and takes its version. A change that is in already, by its version, is passed
  // over, so replaying a history twice cannot do harm; a step that does not fit (of a talk or
  // comment that is not there, under a title that another talk has) changes nothing. Each step
  // costs the number of comments of the talk, not the size of the board, and many steps about the
  // comments of one talk little more than one.
  void apply(const Change& change);

  // The number of the last change applied.
  Version version() const { return version_; }

  // The last change that purged anything: what was read before it may be purged now.
  Version last_purge() const { return last_purge_; }

  // Who acts under which name.
  const Roster& roster() const { return roster_; }

  // How many talks are on the board.
  std::size_t size() const { return by_place_.size() - removed_talks_; }

  // The talk on the board with exactly this title, or this id, or null.
  TalkPointer find_by_title(std::string_view title) const;
  TalkPointer find_by_id(std::string_view id) const;

  // The talk on the board that answers to this title: has it, or had it last.
  TalkPointer find(std::string_view title) const;

  // The talk with this id, also when it is removed; null when there never was one or it is purged.
  TalkPointer find_kept(std::string_view id) const;

  // All talks on the board, or all that are kept, in the order of proposal. Copies pointers only.
  std::vector<TalkPointer> talks() const;
  std::vector<TalkPointer> kept_talks() const;

  // The step in which an event happens as change number `version`.
  Step step(ChangeEvent event, Version version) const;

  // What was removed before this moment, and beyond the last `keep` removed things, as the events
  // that purge it: the longest removed first, at most `most`. A comment of a talk that is purged
  // goes with it.
  std::vector<Purged> long_removed(Instant moment, std::size_t keep, std::size_t most) const;

  // Whether the version and all content are the same. Costs the size of the board.
  friend bool operator==(const TalkStore& left, const TalkStore& right);

 private:
  // Since when, the talk, and the comment when it was one.
  using Removed = std::tuple<Instant, std::string, std::string>;

  // Makes steps about one talk.
  void apply(const Change& change, std::span<const Step> steps);
  // Whether the talk can stand on the board: no other one has its title.
  bool fits(const Talk& talk) const;
  void put_in(const TalkPointer& talk);
  void take_out(const TalkPointer& talk);
  TalkPointer at(Version place) const;

  Version version_ = 0;
  Version last_purge_ = 0;
  std::size_t removed_talks_ = 0;
  std::map<Version, TalkPointer> by_place_;
  std::unordered_map<std::string, Version, StringHash, std::equal_to<>> places_;
  TitleIndex titles_;
  std::set<Removed> removed_;
  Roster roster_;
};

}  // namespace skillboard
