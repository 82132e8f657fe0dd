#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "skillboard/http/exchange.hpp"
#include "skillboard/http/handler.hpp"
#include "skillboard/http/output.hpp"
#include "skillboard/http/request_reader.hpp"
#include "skillboard/polling/waiting_room.hpp"

namespace skillboard {

class Server;

// Where an exchange stood when it turned out that it has to wait.
struct Unfinished {
  // What has to leave before anything else.
  Output output;
  // Then the connection ends.
  bool last = false;
  // The answer that comes later, and to what, if there is one.
  std::optional<boost::asio::awaitable<ResponsePointer>> later;
  Exchange exchange;
  // What the client sent after that.
  std::string unread;
  // How the stream rests that goes on then, if there is one.
  std::optional<WaitingRoom::Next> stream;
  // What is said before, to the last message over a WebSocket, if it has to be waited for.
  std::optional<boost::asio::awaitable<SharedText>> reply{};
};

// One or more exchanges over one socket that cannot be done at a stroke. It lives until the client
// has been served and the socket rests again, or is closed. Every wait has a deadline.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  // Begins to work. The server outlives it.
  static void start(boost::asio::io_context& loop, Server& server, int socket,
                    Unfinished unfinished);

  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

 private:
  using Clock = std::chrono::steady_clock;
  using Ready = boost::asio::posix::descriptor_base::wait_type;

  // Whether the connection still has the socket after a step.
  enum class Step { goes_on, left };
  using Stepping = boost::asio::awaitable<Step>;

  Connection(boost::asio::io_context& loop, Server& server, int socket, Unfinished unfinished);

  static boost::asio::awaitable<void> run(std::shared_ptr<Connection> self);
  Stepping finish_begun();
  Stepping exchange();
  Stepping read_body(std::string_view bytes);
  Stepping respond(Outcome outcome, Exchange exchange);
  Stepping send(ResponsePointer response, Exchange exchange);
  Stepping refuse(MessageFault fault);
  // Goes on with a stream: deals with what has been read of the messages of a WebSocket, beginning
  // with the one whose reply comes later, if there is one.
  Stepping correspond(WaitingRoom::Next stream,
                      std::optional<boost::asio::awaitable<SharedText>> later);
  // Says all that is to be said over a stream by now, and lets it rest.
  Stepping catch_up(WaitingRoom::Next stream);
  // Sends all of the output, then ends the connection if that was the last of it.
  Stepping flush(bool last);
  // Cancels what waits for the socket at the deadline.
  void set_deadline(Clock::time_point deadline);

  // Whether the socket became ready before the deadline.
  boost::asio::awaitable<bool> ready(Ready what, Clock::time_point deadline);
  // Whoever does not take its answer must not keep the system busy with it for minutes more.
  void reset_on_close();
  // Gives the socket back to the server, or closes it.
  Step leave(const WaitingRoom::Next& next);

  Server& server_;
  boost::asio::posix::stream_descriptor socket_;
  boost::asio::steady_timer deadline_;
  RequestReader reader_;
  Unfinished begun_;
  Output output_;
  // The bytes that begin with the head of the request under way: they stay where they are until it
  // has been dealt with, since the request refers to them.
  std::string read_;
  // What was read beyond that request.
  std::string unread_;
};

}  // namespace skillboard
