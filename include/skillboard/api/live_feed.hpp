#pragma once

#include <boost/asio/io_context.hpp>

#include <functional>
#include <optional>
#include <string>

#include "skillboard/api/following.hpp"
#include "skillboard/api/live_socket.hpp"
#include "skillboard/api/presence.hpp"
#include "skillboard/api/stream_feed.hpp"
#include "skillboard/api/stream_format.hpp"
#include "skillboard/board/board.hpp"
#include "skillboard/http/handler.hpp"
#include "skillboard/http/request.hpp"

namespace skillboard {

// Whether `Accept` names `text/event-stream`, as the EventSource of browsers does.
bool asks_for_events(const Request& request);

// Lets who asks for it listen to what happens on the board, as Server-Sent Events or over a
// WebSocket, and to who looks at what.
class LiveFeed {
 public:
  // What it takes to let others speak.
  struct Rules {
    std::function<Outcome(const Request&)> write;
    std::function<std::optional<Problem>(const Request&, const std::string& name)> check_name;
    // Whether the page that asks is of another site.
    std::function<bool(const Request&)> is_foreign;
    std::string user_header{};
  };

  // The board outlives it.
  LiveFeed(boost::asio::io_context& loop, Board& board, Rules rules);

  Presence& presence() { return presence_; }

  // `Last-Event-ID` says better than the query where a listener goes on.
  Outcome begin_events(const Request& request, const Following& following);

  Outcome open_socket(const Request& request, const Following& following);

  // Of events about the whole board; the ticket is the version that the listener has.
  StreamPart continue_events(Ticket version, WakeReason reason) {
    return events_.go_on(version, {}, reason);
  }

 private:
  Board& board_;
  Rules rules_;
  Presence presence_;
  StreamFeed events_;
  StreamFeed messages_;
  LiveSocket::World world_;
  ResponsePointer events_head_;
};

}  // namespace skillboard
