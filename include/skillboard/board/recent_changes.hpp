#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

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

  // A change as it is told.
  struct Told {
    Version version = 0;
    std::string json{};
    std::vector<std::string> talks{};  // the ids of those it touches, each once
  };

  // Hands each of those after this version that touch this talk, or all where its id is empty, to
  // `tell(told)`, oldest first; false, and nothing is told, when not all of them are here.
  template <typename Tell>
  bool tell_since(Version version, std::string_view talk, Tell tell) const {
    if (!has_since(version)) {
      return false;
    }
    for (std::size_t index = changes_.size() - (last_ - version); index < changes_.size();
         ++index) {
      if (talk.empty() || touches(changes_[index], talk)) {
        tell(changes_[index]);
      }
    }
    return true;
  }

 private:
  static bool touches(const Told& change, std::string_view talk);

  bool has_since(Version version) const {
    return version <= last_ && last_ - version <= changes_.size();
  }

  void drop_oldest();

  RecentChangesLimits limits_;
  Version last_ = 0;
  std::size_t bytes_ = 0;
  std::deque<Told> changes_;  // number `last_` is the last
};

}  // namespace skillboard
