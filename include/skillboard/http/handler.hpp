#pragma once

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <variant>

#include "skillboard/http/follower.hpp"
#include "skillboard/http/request.hpp"
#include "skillboard/http/response.hpp"
#include "skillboard/http/traffic.hpp"

namespace skillboard {

// The answer comes when the handler's subject changes, or after `wait`. With a follower, the ticket
// means nothing.
struct Park {
  Ticket ticket = 0;
  std::chrono::milliseconds wait{};
  std::unique_ptr<Follower> follower{};
};

// An answer without an end: its head (`ResponseDraft::stream`) and what is said first, then
// whatever the handler, or the follower where there is one, says each time that its subject
// changes.
struct Stream {
  ResponsePointer head;
  StreamPart first;
  std::unique_ptr<Follower> follower{};
  // What follows the head are the frames of a WebSocket (`accept_websocket`). It has a follower,
  // which hears what the other side says.
  bool websocket = false;
};

// At once, parked, as a stream, or when the coroutine is through; it has copied what it needs of
// the request.
struct Outcome
    : std::variant<ResponsePointer, Park, Stream, boost::asio::awaitable<ResponsePointer>> {
  using variant::variant;

  RouteId route = no_route;
};

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
