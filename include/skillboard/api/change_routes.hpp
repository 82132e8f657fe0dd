#pragma once

#include <vector>

#include "skillboard/api/change_feed.hpp"
#include "skillboard/api/route.hpp"
#include "skillboard/api/write_desk.hpp"
#include "skillboard/board/board.hpp"

namespace skillboard {

// The part of the interface below /changes.
class ChangeRoutes {
 public:
  // All of them outlive it.
  ChangeRoutes(Board& board, ChangeFeed& feed, WriteDesk& desk)
      : board_(board), feed_(feed), desk_(desk) {}

  // Adds its rows to the table, which refer to this.
  void add_to(std::vector<Route>& table);

 private:
  template <typename Wish>
  Outcome write_about_one(const Call& call);
  Outcome undo_all(const Call& call);

  Board& board_;
  ChangeFeed& feed_;
  WriteDesk& desk_;
};

}  // namespace skillboard
