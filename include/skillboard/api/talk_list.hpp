#pragma once

#include <chrono>
#include <map>

#include "skillboard/api/poll_ticket.hpp"
#include "skillboard/board/board.hpp"
#include "skillboard/http/handler.hpp"
#include "skillboard/http/request.hpp"
#include "skillboard/http/response.hpp"

namespace skillboard {

// Answers `GET /talks`, at once or by a long poll. The answers are prepared once for each
// publication and handed out to everybody who asks.
class TalkList {
 public:
  // The board outlives it.
  TalkList(const Board& board, std::chrono::seconds longest_wait)
      : board_(board), longest_wait_(longest_wait) {}

  Outcome answer(const Request& request);

  // 200 when the board is not the one that was parked for any more, else 304.
  ResponsePointer answer_parked(const PollTicket& poll);

 private:
  using Wait = std::chrono::seconds;

  // The answers that name the same wait in `Preference-Applied`; 0 for those that name none.
  struct Answers {
    ResponsePointer list;
    ResponsePointer not_modified;
  };

  // Those of the present publication.
  Answers& answers(Wait wait);
  ResponsePointer list(Wait wait);
  ResponsePointer not_modified(Wait wait);
  ResponseDraft make_draft(unsigned status, Wait wait) const;

  const Board& board_;
  Wait longest_wait_;
  PublicationPointer publication_;
  std::map<Wait, Answers> prepared_;
};

}  // namespace skillboard
