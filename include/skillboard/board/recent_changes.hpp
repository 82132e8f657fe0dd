#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>

#include "skillboard/talks/change.hpp"
#include "skillboard/talks/talk_store.hpp"

namespace skillboard {

struct RecentChangesLimits {
  std::size_t changes = 500;
  std::size_t bytes = 4 << 20;
};

// The latest changes as they are told to those who follow the board, each serialized once. What
// goes further back is read from the journal.
class RecentChanges {
 public:
  explicit RecentChanges(RecentChangesLimits limits) : limits_(limits) {}

  // The next change, and the board after it. One that purges makes all be forgotten: what stands
  // here may have the text that is to vanish.
  void add(const Change& change, const TalkStore& talks);

  void clear();

  // Those after this version, as a JSON list; nothing when not all of them are here.
  std::optional<std::string> since(Version version) const;

  // Hands each of those after this version to `tell(version, json)`, oldest first; false, and
  // nothing is told, when not all of them are here.
  template <typename Tell>
  bool tell_since(Version version, Tell tell) const {
    if (!has_since(version)) {
      return false;
    }
    for (std::size_t index = changes_.size() - (last_ - version); index < changes_.size();
         ++index) {
      tell(++version, changes_[index]);
    }
    return true;
  }

 private:
  bool has_since(Version version) const {
    return version <= last_ && last_ - version <= changes_.size();
  }

  void drop_oldest();

  RecentChangesLimits limits_;
  Version last_ = 0;
  std::size_t bytes_ = 0;
  std::deque<std::string> changes_;  // number `last_` is the last
};

}  // namespace skillboard
