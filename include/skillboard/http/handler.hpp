#pragma once

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <variant>

#include "skillboard/http/request.hpp"
#include "skillboard/http/response.hpp"
#include "skillboard/polling/waiting_room.hpp"

namespace skillboard {

// What a handler remembers of a parked request: it fits into a row of the waiting room.
using Ticket = std::uint32_t;

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

  // The answer to a parked request. Called for thousands in a row: hand out the same response.
  virtual ResponsePointer answer_parked(Ticket ticket, WakeReason reason) = 0;

 protected:
  ~Handler() = default;
};

}  // namespace skillboard
