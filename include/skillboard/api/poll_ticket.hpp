#pragma once

#include <chrono>
#include <string>

#include "skillboard/http/handler.hpp"
#include "skillboard/http/response.hpp"
#include "skillboard/talks/talk.hpp"

namespace skillboard {

// What the interface remembers of a parked poll: what it follows, the version it has, and the wait
// that was taken, which the answer names.
struct PollTicket {
  enum class Subject { talks, changes };

  Subject subject = Subject::talks;
  Version version = 0;          // below 2^40
  std::chrono::seconds wait{};  // below 512

  Ticket pack() const;
  static PollTicket unpack(Ticket ticket);
};

// What every answer to a poll says: the tag of what it shows, and the wait that was taken, unless
// there was none.
ResponseDraft poll_answer(unsigned status, const std::string& tag, std::chrono::seconds wait);

}  // namespace skillboard
