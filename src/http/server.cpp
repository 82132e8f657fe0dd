#include "skillboard/http/server.hpp"

#include <boost/asio/post.hpp>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <exception>
#include <utility>

#include "skillboard/http/connection.hpp"
#include "skillboard/http/report.hpp"
#include "skillboard/http/standard_answers.hpp"

namespace skillboard {

namespace asio = boost::asio;

namespace {

// Large enough for any request of a browser to arrive in one read, and for a body of the largest
// size to come in a few.
constexpr std::size_t buffer_bytes = 64 * 1024;

// Connections above a limit that are still told so; yet more are just closed.
constexpr std::size_t told_to_come_later = 256;

// When, if they have reached a limit of their own.
constexpr std::chrono::seconds later{5};

}  // namespace

Server::Server(asio::io_context& loop, WaitingRoom& room, Handler& handler,
               const ServerOptions& options)
    : loop_(loop),
      room_(room),
      handler_(handler),
      options_(options),
      grace_(loop),
      buffer_(buffer_bytes),
      reader_(options.message),
      introduction_(options.forwarding),
      too_busy_(overloaded()),
      too_many_from_one_(too_many_requests(later)),
      websocket_reader_(options.message.body_bytes) {
  room_.open(*this);
}

void Server::welcome(int socket, const ClientAddress& peer) {
  ++statistics_.accepted_connections;
  const std::size_t present = connections();
  const std::size_t of_peer = peers_.connections(peer.key());
  peers_.add(socket, peer);
  if (present >= options_.connections) {
    return turn_away(socket, too_busy_, present - options_.connections);
  }
  if (of_peer >= options_.connections_per_address && !options_.forwarding.proxies.include(peer)) {
    return turn_away(socket, too_many_from_one_, of_peer - options_.connections_per_address);
  }
  RestingNote note;
  note.phase = RestingNote::Phase::first_request;
  return_socket(socket, {Next::Kind::idle, options_.deadlines.head, note.pack()});
}

void Server::turn_away(int socket, const ResponsePointer& reason, std::size_t excess) {
  bool told = false;
  if (excess < told_to_come_later) {
    put(reason, {}, Exchange{}.form(true), output_);
    told = send(socket, output_) == Output::Sent::all;
    output_ = {};
  }
  return_socket(socket, told ? linger(socket) : Next{});
}

void Server::stop(std::function<void()> done) {
  stopping_ = true;
  stopped_ = std::move(done);
  room_.wake(WaitingRoom::Reason::stopping);
  grace_.expires_after(options_.stop_grace);
  grace_.async_wait([this](const boost::system::error_code& error) {
    if (!error) {
      grace_over_ = true;
      room_.close_idle();
    }
  });
  check_stopped();
}

Server::Next Server::readable(int socket, WaitingRoom::Note note, bool peer_closed) {
  return guarded([&] { return take(socket, note, peer_closed); });
}

Server::Next Server::due(int socket, WaitingRoom::Note note, WaitingRoom::Reason reason) {
  return guarded([&] { return end_wait(socket, RestingNote::unpack(note), reason); });
}

std::optional<std::string_view> Server::receive(int socket) {
  const auto received = skillboard::receive(socket, buffer_);
  statistics_.received_bytes += received ? received->size() : 0;
  return received;
}

template <typename Work>
Server::Next Server::guarded(Work work) {
  try {
    return work();
  } catch (...) {
    report(std::current_exception());
    output_ = {};
    return {};
  }
}

void Server::closing(int socket, WaitingRoom::Note) {
  unread_.erase(socket);
  release(socket);
  peers_.remove(socket);
  check_stopped();
}

void Server::return_socket(int socket, const Next& next) {
  const bool too_late = grace_over_ && next.kind == Next::Kind::idle &&
                        RestingNote::unpack(next.note).phase != RestingNote::Phase::lingering;
  if (next.kind != Next::Kind::closed && !too_late && room_.admit(socket, next)) {
    return;
  }
  closing(socket, next.note);
  ::close(socket);
}

void Server::connection_ended() {
  --active_;
  check_stopped();
}

void Server::check_stopped() {
  if (!stopped_) {
    return;
  }
  asio::post(loop_, [this] {
    if (stopped_ && connections() == 0) {
      std::exchange(stopped_, nullptr)();
    }
  });
}

}  // namespace skillboard
