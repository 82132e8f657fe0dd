#pragma once

#include <string>
#include <vector>

#include "skillboard/api/route.hpp"
#include "skillboard/api/visitor.hpp"
#include "skillboard/api/write_desk.hpp"
#include "skillboard/board/board.hpp"
#include "skillboard/names/challenges.hpp"
#include "skillboard/names/passkey_ceremony.hpp"

namespace skillboard {

// The part of the interface about passkeys (Web Authentication): a name has some, and a device that
// shows one of them joins the name.
class PasskeyRoutes {
 public:
  // All of them outlive it.
  PasskeyRoutes(Board& board, const Visitors& visitors, WriteDesk& desk)
      : board_(board), visitors_(visitors), desk_(desk) {}

  // Adds its rows to the table, which refer to this.
  void add_to(std::vector<Route>& table);

 private:
  Outcome challenge(const Call& call);
  Outcome add(const Call& call);
  Outcome remove(const Call& call);
  Outcome join(const Call& call);

  // What an answer to the device's challenge has to be like; the challenge is spent.
  PasskeyExpectation expect(const Call& call, Ceremony ceremony);
  // The relying party's id: the host of the board, without its port.
  std::string site(const Call& call) const;

  Board& board_;
  const Visitors& visitors_;
  WriteDesk& desk_;
  Challenges challenges_;
};

}  // namespace skillboard
