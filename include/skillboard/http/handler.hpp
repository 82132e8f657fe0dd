#pragma once

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <variant>

#include "skillboard/http/request.hpp"
#include "skillboard/http/response.hpp"
#include "skillboard/polling/waiting_room.hpp"

namespace skillboard {

// What a handler remembers of a parked request. It fits into a row of the waiting room, which keeps
// the bits of `ticket_mask` only.
using Ticket = std::uint64_t;
inline constexpr unsigned ticket_bits = 56;
inline constexpr Ticket ticket_mask = (Ticket{1} << ticket_bits) - 1;

// The answer comes when the handler's subject changes, or after `wait`.
struct Park {
  Ticket ticket = 0;
  std::chrono::milliseconds wait{};
};

using WakeReason = WaitingRoom::Reason;

// At once, parked, or when the coroutine is through; it has copied what it needs of the request.
using Outcome = std::variant<ResponsePointer, Park, boost::asio::awaitable<ResponsePointer>>;

// Answers requests. A server calls it on its loop's thread.
class Handler {
 public:
  // Must not block. An exception becomes 500 and is logged.
  virtual Outcome handle(const Request& request) = 0;

  // The answer to a parked request. Called for thousands in a row, so it hands out the same
  // response. When the server stops, the subject may have changed just before: the ticket has to
  // tell.
  virtual ResponsePointer answer_parked(Ticket ticket, WakeReason reason) = 0;

 protected:
  ~Handler() = default;
};

}  // namespace skillboard
