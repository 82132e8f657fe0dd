#pragma once

#include <chrono>
#include <optional>

#include "skillboard/api/following.hpp"
#include "skillboard/api/presence.hpp"
#include "skillboard/board/board.hpp"
#include "skillboard/http/handler.hpp"

namespace skillboard {

// A poll that is told more than what happens on the whole board, or less: of one talk alone, or who
// looks at what.
class PollFollower final : public Follower {
 public:
  // Both outlive it. It has a version.
  PollFollower(const Board& board, Presence& presence, Following following,
               std::chrono::seconds wait);
  ~PollFollower() override;

  ResponsePointer answer(WakeReason reason) override;
  std::chrono::milliseconds wait_left() const override;

 private:
  const Board& board_;
  Presence& presence_;
  Following following_;
  Version version_;
  std::chrono::seconds wait_;
  std::chrono::steady_clock::time_point end_;
  std::size_t subscription_ = 0;
};

// The answer to a poll of that kind, which has a version, or how it waits, when all is at hand that
// it has to be told.
std::optional<Outcome> answer_poll(const Board& board, Presence& presence,
                                   const Following& following,
                                   std::optional<std::chrono::seconds> wait);

// What it is told instead about one talk: the whole of it, to start over from.
ResponsePointer whole_talk(const Board& board, const std::string& talk);

}  // namespace skillboard
