#pragma once

#include <vector>

#include "skillboard/api/route.hpp"
#include "skillboard/api/talk_list.hpp"
#include "skillboard/api/write_desk.hpp"
#include "skillboard/board/board.hpp"

namespace skillboard {

// The part of the interface below /talks.
class TalkRoutes {
 public:
  // All of them outlive it.
  TalkRoutes(Board& board, TalkList& list, WriteDesk& desk)
      : board_(board), list_(list), desk_(desk) {}

  // Adds its rows to the table, which refer to this.
  void add_to(std::vector<Route>& table);

 private:
  Outcome get_talk(const Call& call);
  Outcome put_talk(const Call& call);
  Outcome patch_talk(const Call& call);
  Outcome post_comment(const Call& call);
  Outcome put_comment(const Call& call);

  Board& board_;
  TalkList& list_;
  WriteDesk& desk_;
};

}  // namespace skillboard
