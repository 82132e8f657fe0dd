#include "skillboard/http/connection.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <sys/socket.h>

#include <exception>
#include <utility>

#include "skillboard/http/report.hpp"
#include "skillboard/http/server.hpp"
#include "skillboard/http/standard_answers.hpp"
#include "skillboard/http/websocket_frames.hpp"

namespace skillboard {

namespace asio = boost::asio;

namespace {

constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

constexpr WaitingRoom::Next closed{};

}  // namespace

void Connection::start(asio::io_context& loop, Server& server, int socket, Unfinished unfinished) {
  const std::shared_ptr<Connection> self(
      new Connection(loop, server, socket, std::move(unfinished)));
  // Later, when the room has let go of the socket.
  asio::post(loop, [&loop, self] {
    auto on_end = [](const std::exception_ptr& bug) {
      if (bug) {
        report(bug);
      }
    };
    asio::co_spawn(loop, run(self), std::move(on_end));
  });
}

Connection::Connection(asio::io_context& loop, Server& server, int socket, Unfinished unfinished)
    : server_(server),
      socket_(loop, socket),
      deadline_(loop),
      reader_(server.options_.message),
      begun_(std::move(unfinished)),
      output_(std::move(begun_.output)),
      unread_(std::move(begun_.unread)) {
  ++server_.active_;
}

// It throws when there is no memory left to post to the loop: then there is no going on.
Connection::~Connection() {  // NOLINT(bugprone-exception-escape)
  if (socket_.is_open()) {
    server_.release(socket_.native_handle());  // it closes with this
    server_.peers_.remove(socket_.native_handle());
  }
  server_.connection_ended();
}

asio::awaitable<void> Connection::run(std::shared_ptr<Connection> self) {
  Step step = co_await self->finish_begun();
  while (step == Step::goes_on) {
    if (!self->unread_.empty()) {
      // Who sends many requests at once waits for everybody else in between.
      co_await asio::post(self->deadline_.get_executor(), asio::use_awaitable);
    }
    step = co_await self->exchange();
  }
}

Connection::Stepping Connection::finish_begun() {
  const Step step = co_await flush(begun_.last);
  if (step == Step::goes_on && begun_.stream) {
    co_return co_await correspond(*begun_.stream, std::move(begun_.reply));
  }
  if (step == Step::goes_on && begun_.later) {
    co_return co_await respond(std::move(*begun_.later), begun_.exchange);
  }
  co_return step;
}

Connection::Stepping Connection::exchange() {
  if (unread_.empty()) {
    co_return leave(server_.idle());
  }
  read_ = std::exchange(unread_, {});
  const auto deadline = Clock::now() + server_.options_.deadlines.head;
  auto head = find_head(read_, server_.options_.message);
  while (head && head->end == 0) {
    if (!co_await ready(Ready::wait_read, deadline)) {
      co_return co_await refuse(MessageFault::head_too_slow);
    }
    const auto bytes = server_.receive(socket_.native_handle());
    if (!bytes) {
      co_return leave(closed);
    }
    read_ += *bytes;
    head = find_head(read_, server_.options_.message);
  }
  if (!head) {
    co_return co_await refuse(head.error());
  }
  const std::string_view read(read_);
  const auto started = reader_.start(read.substr(head->begin, head->end - head->begin));
  if (!started) {
    co_return co_await refuse(started.error());
  }
  if (co_await read_body(read.substr(head->end)) == Step::left) {
    co_return Step::left;
  }
  server_.introduce(socket_.native_handle(), reader_.request());
  const Request& request = reader_.request();
  Exchange exchange = Exchange::of(request);
  Outcome outcome = server_.answer(request, exchange);
  co_return co_await respond(std::move(outcome), std::move(exchange));
}

Connection::Stepping Connection::read_body(std::string_view bytes) {
  const auto deadline = Clock::now() + server_.options_.deadlines.body;
  for (bool first = true;; first = false) {
    const auto taken = reader_.feed(bytes);
    if (!taken) {
      co_return co_await refuse(taken.error());
    }
    if (reader_.complete()) {
      unread_ = bytes.substr(*taken);
      co_return Step::goes_on;
    }
    if (first && bytes.empty() && reader_.expects_continue()) {
      output_.add_continue();
      if (co_await flush(false) == Step::left) {
        co_return Step::left;
      }
    }
    if (!co_await ready(Ready::wait_read, deadline)) {
      co_return co_await refuse(MessageFault::body_too_slow);
    }
    const auto more = server_.receive(socket_.native_handle());
    if (!more) {
      co_return leave(closed);
    }
    bytes = *more;
  }
}

Connection::Stepping Connection::respond(Outcome outcome, Exchange exchange) {
  if (auto* parked = std::get_if<Park>(&outcome)) {
    co_return leave(server_.park(socket_.native_handle(), exchange, std::move(*parked), unread_));
  }
  if (auto* response = std::get_if<ResponsePointer>(&outcome)) {
    co_return co_await send(std::move(*response), exchange);
  }
  if (auto* stream = std::get_if<Stream>(&outcome)) {
    if (!stream->websocket) {
      unread_.clear();
    }
    const auto rests =
        server_.begin_stream(socket_.native_handle(), exchange, std::move(*stream), output_);
    const Step step = co_await flush(!rests);
    if (step == Step::goes_on) {
      co_return co_await correspond(*rests, std::nullopt);
    }
    co_return step;
  }
  ResponsePointer response;
  try {
    response = co_await std::get<asio::awaitable<ResponsePointer>>(std::move(outcome));
  } catch (...) {
    report(std::current_exception());
    response = internal_error();
  }
  co_return co_await send(std::move(response), exchange);
}

Connection::Stepping Connection::send(ResponsePointer response, Exchange exchange) {
  const bool last = server_.is_last(exchange, *response);
  server_.put(std::move(response), exchange, exchange.form(last), output_);
  return flush(last);
}

Connection::Stepping Connection::refuse(MessageFault fault) {
  return send(refusal(fault), {});
}

Connection::Stepping Connection::correspond(WaitingRoom::Next stream,
                                            std::optional<asio::awaitable<SharedText>> later) {
  while (later || !unread_.empty()) {
    bool last = false;
    if (later) {
      SharedText text;
      try {
        text = co_await *std::exchange(later, std::nullopt);
      } catch (...) {
        report(std::current_exception());
        text = share_text(close_frame(CloseCode::internal_error));
        last = true;
      }
      output_.add_text(std::move(text), false);
    }
    if (!last) {
      Server::Heard heard = server_.hear(socket_.native_handle(), unread_, output_);
      unread_.erase(0, heard.later ? heard.taken : std::string::npos);
      later = std::move(heard.later);
      last = heard.last;
    }
    if (co_await flush(last) == Step::left) {
      co_return Step::left;
    }
  }
  co_return co_await catch_up(stream);
}

Connection::Stepping Connection::catch_up(WaitingRoom::Next stream) {
  for (;;) {
    const auto rests = server_.continue_stream(
        socket_.native_handle(), RestingNote::unpack(stream.note), WakeReason::changed, output_);
    if (rests && output_.empty()) {
      co_return leave(*rests);
    }
    if (co_await flush(!rests) == Step::left) {
      co_return Step::left;
    }
    stream = *rests;
  }
}

Connection::Stepping Connection::flush(bool last) {
  for (;;) {
    const Output::Sent sent = server_.send(socket_.native_handle(), output_);
    if (sent == Output::Sent::all) {
      break;
    }
    const auto deadline = Clock::now() + server_.options_.deadlines.write_stall;
    if (sent == Output::Sent::failed) {
      co_return leave(closed);
    }
    if (!co_await ready(Ready::wait_write, deadline)) {
      reset_on_close();
      co_return leave(closed);
    }
  }
  co_return last ? leave(server_.linger(socket_.native_handle())) : Step::goes_on;
}

void Connection::set_deadline(Clock::time_point deadline) {
  deadline_.expires_at(deadline);
  deadline_.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
    const auto self = weak.lock();
    // A handler that was queued already when the deadline was moved finds it in the future.
    if (self && !error && self->deadline_.expiry() <= Clock::now()) {
      self->socket_.cancel();
    }
  });
}

asio::awaitable<bool> Connection::ready(Ready what, Clock::time_point deadline) {
  set_deadline(deadline);
  const auto [error] = co_await socket_.async_wait(what, no_throw);
  deadline_.expires_at(Clock::time_point::max());
  co_return !error;
}

void Connection::reset_on_close() {
  const ::linger at_once{1, 0};
  ::setsockopt(socket_.native_handle(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

Connection::Step Connection::leave(const WaitingRoom::Next& next) {
  server_.return_socket(socket_.release(), next);
  return Step::left;
}

}  // namespace skillboard
