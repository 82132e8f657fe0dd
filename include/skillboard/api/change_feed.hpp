#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "skillboard/api/following.hpp"
#include "skillboard/api/live_feed.hpp"
#include "skillboard/api/poll_ticket.hpp"
#include "skillboard/board/board.hpp"
#include "skillboard/http/handler.hpp"
#include "skillboard/http/query.hpp"
#include "skillboard/http/request.hpp"
#include "skillboard/http/response.hpp"

namespace skillboard {

// Answers `GET /changes`: what came after a version, at once, by a long poll, as events or over a
// WebSocket (see `LiveFeed`); and the history page by page. What everybody who follows the board
// asks for is prepared once.
class ChangeFeed {
 public:
  // Both outlive it, and so does what the coroutines refer to.
  ChangeFeed(Board& board, LiveFeed& live, std::chrono::seconds longest_wait)
      : board_(board), live_(live), longest_wait_(longest_wait) {}

  Outcome answer(const Request& request);

  // `GET /changes/VERSION`.
  Outcome answer_one(Version version);

  ResponsePointer answer_parked(const PollTicket& poll);

 private:
  using Wait = std::chrono::seconds;

  Outcome answer_since(const Request& request, const Following& following);
  Outcome answer_page(const Query& query);
  ResponsePointer whole_board();
  ResponsePointer since(Version version, Wait wait);
  // Who waited in vain, and who asked without waiting.
  ResponsePointer not_modified(Wait wait);
  ResponsePointer nothing_new();
  // Where the answer stands that goes on from this version.
  ResponsePointer& prepare(Version version, Wait wait);
  void forget_outdated();

  Board& board_;
  LiveFeed& live_;
  Wait longest_wait_;
  PublicationPointer publication_;
  std::unordered_map<Ticket, ResponsePointer> prepared_;
  ResponsePointer whole_board_;
};

}  // namespace skillboard
