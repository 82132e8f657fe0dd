#pragma once

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
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

// What is said next to whoever listens to a stream.
struct StreamPart {
  // Shared by all who hear the same; null when there is nothing to say.
  std::shared_ptr<const std::string> text;
  // What the handler remembers of the listener from now on, and when it is asked again at the
  // latest.
  Ticket ticket = 0;
  std::chrono::milliseconds wait{};
  // The stream ends with this part.
  bool last = false;

  static StreamPart end() { return {nullptr, 0, {}, true}; }
};

// An answer without an end: its head (`ResponseDraft::stream`) and what is said first, then
// whatever the handler says each time that its subject changes.
struct Stream {
  ResponsePointer head;
  StreamPart first;
};

// At once, parked, as a stream, or when the coroutine is through; it has copied what it needs of
// the request.
using Outcome =
    std::variant<ResponsePointer, Park, Stream, boost::asio::awaitable<ResponsePointer>>;

// Answers requests. A server calls it on its loop's thread.
class Handler {
 public:
  // Must not block. An exception becomes 500 and is logged.
  virtual Outcome handle(const Request& request) = 0;

  // The answer to a parked request. Called for thousands in a row, so it hands out the same
  // response. When the server stops, the subject may have changed just before: the ticket has to
  // tell.
  virtual ResponsePointer answer_parked(Ticket ticket, WakeReason reason) = 0;

  // The same for whoever listens to a stream, which only handlers that begin one are asked.
  // `changed` stands for any time between two waits: there may be nothing to say.
  virtual StreamPart continue_stream(Ticket ticket, WakeReason reason);

 protected:
  ~Handler() = default;
};

}  // namespace skillboard
