#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "skillboard/api/event_feed.hpp"
#include "skillboard/api/poll_ticket.hpp"
#include "skillboard/board/board.hpp"
#include "skillboard/http/handler.hpp"
#include "skillboard/http/query.hpp"
#include "skillboard/http/request.hpp"
#include "skillboard/http/response.hpp"

namespace skillboard {

// Answers `GET /changes`: what came after a version, at once, by a long poll or as events (see
// `EventFeed`); and the history page by page. What everybody who follows the board asks for is
// prepared once.
class ChangeFeed {
 public:
  // The board outlives it, and so does what the coroutines refer to.
  ChangeFeed(Board& board, std::chrono::seconds longest_wait)
      : board_(board), longest_wait_(longest_wait), events_(board) {}

  Outcome answer(const Request& request);

  // `GET /changes/VERSION`.
  Outcome answer_one(Version version);

  ResponsePointer answer_parked(const PollTicket& poll);

  StreamPart continue_stream(Ticket ticket, WakeReason reason) {
    return events_.continue_stream(ticket, reason);
  }

 private:
  using Wait = std::chrono::seconds;

  Outcome answer_since(const Request& request, const std::string& tag);
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
  Wait longest_wait_;
  EventFeed events_;
  PublicationPointer publication_;
  std::unordered_map<Ticket, ResponsePointer> prepared_;
  ResponsePointer whole_board_;
};

}  // namespace skillboard
