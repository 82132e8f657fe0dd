#pragma once

#include <string>
#include <vector>

#include "skillboard/api/route.hpp"
#include "skillboard/api/visitor.hpp"
#include "skillboard/api/write_desk.hpp"
#include "skillboard/board/board.hpp"
#include "skillboard/names/join_codes.hpp"
#include "skillboard/names/waiting_devices.hpp"

namespace skillboard {

// The part of the interface about names and the devices that hold them: /device is the one that
// asks.
class NameRoutes {
 public:
  // All of them outlive it.
  NameRoutes(Board& board, const Visitors& visitors, WriteDesk& desk)
      : board_(board), visitors_(visitors), desk_(desk) {}

  // Adds its rows to the table, which refer to this.
  void add_to(std::vector<Route>& table);

 private:
  Outcome get_device(const Call& call);
  // A second device by a code that the first one shows.
  Outcome make_code(const Call& call);
  Outcome join_by_code(const Call& call);
  // A device that has nothing left to show, and those who know its owner.
  Outcome begin_to_wait(const Call& call);
  Outcome stop_waiting(const Call& call);
  Outcome vouch(const Call& call);
  Outcome sign_out(const Call& call);

  std::string describe(const HeldName& name) const;

  Board& board_;
  const Visitors& visitors_;
  WriteDesk& desk_;
  JoinCodes codes_;
  WaitingDevices waiting_;
};

}  // namespace skillboard
