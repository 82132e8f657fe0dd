#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "skillboard/board/decision.hpp"
#include "skillboard/talks/change.hpp"
#include "skillboard/talks/limits.hpp"
#include "skillboard/talks/talk_store.hpp"

namespace skillboard {

// Whether the name with this key is that of who acts.
using IsOwn = std::function<bool(std::string_view owner)>;

// Whether the event cannot be taken back, ever: what would be needed is erased for good, or it did
// nothing that could be. `talk` is the one that it
// is about, null when there is none any more.
bool cannot_be_undone(const Talk* talk, const ChangeEvent& event);

// Puts the change together that takes others back, on a board that it does not alter.
//
// A change can be taken back while everything it touched is as it left it. That is told by the
// marks of the parts, not by their content: an undo leads a part back to what it was as of an
// earlier change, so that undoing one change after the other, newest first, leads back through the
// whole history, and undoing an undo leads forward again.
class Undoing {
 public:
  // The board and the limits outlive it. `version` is the one that the undoing change will have.
  Undoing(const TalkStore& board, const BoardLimits& limits, Version version, IsOwn is_own)
      : board_(board),
        limits_(limits),
        version_(version),
        is_own_(std::move(is_own)),
        talks_(board.size()) {}

  // Adds the steps that take the change back on top of what was added before; or nothing, and says
  // why. Costs the comments of the talks it touches, which are copied once.
  std::optional<Rejected> add(const Change& change);

  // Whether all that the change did has been taken back already, as far as anybody can see: what it
  // removed stands again, what it put there is removed, what it edited is as it was before.
  bool is_taken_back(const Change& change) const;

  std::vector<Step> take_steps() { return std::move(steps_); }

 private:
  // The step that takes this one back.
  boost::system::result<Step, Rejected> invert(const Step& step) const;
  std::optional<Rejected> find_obstacle(const Talk& talk, const Step& step) const;
  std::optional<Rejected> find_obstacle_to_stand(const Talk& talk, std::string_view title) const;

  void make(const Step& step);
  const Talk* find_kept(std::string_view id) const;
  const Talk* find_by_title(std::string_view title) const;

  const TalkStore& board_;
  const BoardLimits& limits_;
  Version version_;
  IsOwn is_own_;
  std::vector<Step> steps_;
  // How many talks are on the board after the steps so far.
  std::size_t talks_;
  // The talks that the steps so far have changed.
  std::unordered_map<std::string, Talk, StringHash, std::equal_to<>> changed_;
};

}  // namespace skillboard
