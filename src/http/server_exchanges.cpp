#include <sys/socket.h>

#include <chrono>
#include <string>
#include <utility>

#include "skillboard/http/connection.hpp"
#include "skillboard/http/server.hpp"
#include "skillboard/http/standard_answers.hpp"

// What a server says over its sockets; whence they come and how they end stands in server.cpp, and
// what has no end in server_streams.cpp.

namespace skillboard {

namespace asio = boost::asio;
using Phase = RestingNote::Phase;

namespace {

// Requests that are dealt with before everybody else has a turn, and answers that gather in memory
// before the first of them leaves.
constexpr std::size_t most_at_a_stroke = 64;

// The steady clock in milliseconds, which fits into a ticket for as long as a machine may run.
std::chrono::milliseconds steady_now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace

Server::Next Server::take(int socket, WaitingRoom::Note packed, bool peer_closed) {
  const auto note = RestingNote::unpack(packed);
  const auto bytes = receive(socket);
  if (!bytes) {
    return {};
  }
  if (note.phase == Phase::lingering) {
    return discard(note, *bytes, peer_closed);
  }
  if (bytes->empty() && note.phase == Phase::first_request) {
    return {Next::Kind::idle, options_.deadlines.head, packed};
  }
  if (bytes->empty() && note.phase == Phase::next_request) {
    return idle();
  }
  Next next = note.phase == Phase::websocket
                  ? converse_over_websocket(socket, note, {buffer_.data(), bytes->size()})
                  : converse(socket, *bytes);
  next.unread = bytes->size() == buffer_.size();
  if (next.kind != Next::Kind::taken && peer_closed && !next.unread) {
    next.kind = Next::Kind::closed;
  }
  return next;
}

Server::Next Server::end_wait(int socket, const RestingNote& note, WakeReason reason) {
  if (note.phase != Phase::answer) {
    return conclude_stream(socket, continue_stream(socket, note, reason, output_));
  }
  Exchange exchange = note.exchange;
  if (const auto trace = traces_.find(socket); trace != traces_.end()) {
    exchange.trace = trace->second;
  }
  ResponsePointer response;
  if (note.follower) {
    Follower& follower = *followers_.at(socket);
    response = follower.answer(reason);
    if (!response) {
      return {Next::Kind::parked, follower.wait_left(), note.pack()};
    }
  } else {
    response = handler_.answer_parked(note.ticket, reason);
  }
  release(socket);
  std::string unread;
  if (note.unread) {
    unread = std::move(unread_.extract(socket).mapped());
  }
  const bool last = is_last(exchange, *response);
  put(std::move(response), exchange, exchange.form(last), output_);
  const Next next = conclude(socket, last, unread);
  return next.kind == Next::Kind::idle && !last && !unread.empty() ? converse(socket, unread)
                                                                   : next;
}

Server::Next Server::converse(int socket, std::string_view bytes) {
  for (std::size_t answered = 0; !bytes.empty() && answered < most_at_a_stroke; ++answered) {
    const auto head = find_head(bytes, options_.message);
    if (!head) {
      return refuse(socket, head.error());
    }
    if (head->end == 0) {
      break;
    }
    const auto started = reader_.start(bytes.substr(head->begin, head->end - head->begin));
    if (!started) {
      return refuse(socket, started.error());
    }
    const auto taken = reader_.feed(bytes.substr(head->end));
    if (!taken) {
      return refuse(socket, taken.error());
    }
    if (!reader_.complete()) {
      break;
    }
    const std::size_t size = head->end + *taken;
    if (const auto next = exchange(socket, bytes, size)) {
      return *next;
    }
    bytes.remove_prefix(size);
  }
  if (bytes.empty()) {
    return conclude(socket, false, {});
  }
  return hand_over(socket,
                   {std::move(output_), false, std::nullopt, {}, std::string(bytes), std::nullopt});
}

std::optional<Server::Next> Server::exchange(int socket, std::string_view bytes, std::size_t size) {
  introduce(socket, reader_.request());
  auto exchange = Exchange::of(reader_.request());
  Outcome outcome = answer(reader_.request(), exchange);
  if (auto* response = std::get_if<ResponsePointer>(&outcome)) {
    const bool last = is_last(exchange, **response);
    put(std::move(*response), exchange, exchange.form(last), output_);
    return last ? std::optional(conclude(socket, true, {})) : std::nullopt;
  }
  const std::string_view unread = bytes.substr(size);
  if (auto* parked = std::get_if<Park>(&outcome)) {
    // The answers to requests before this one must not wait with it. When they cannot leave now,
    // a connection does this request again after them: nothing has been parked yet.
    const Next next = conclude(socket, false, bytes);
    return next.kind == Next::Kind::idle ? park(socket, exchange, std::move(*parked), unread)
                                         : next;
  }
  if (auto* stream = std::get_if<Stream>(&outcome)) {
    const bool goes_on = stream->websocket && !unread.empty();
    const auto rests = begin_stream(socket, exchange, std::move(*stream), output_);
    return goes_on ? hand_over(socket, {std::move(output_), !rests, std::nullopt, exchange,
                                        std::string(unread), rests})
                   : conclude_stream(socket, rests);
  }
  return hand_over(socket, {std::move(output_), false,
                            std::get<asio::awaitable<ResponsePointer>>(std::move(outcome)),
                            exchange, std::string(unread), std::nullopt});
}

Server::Next Server::conclude(int socket, bool last, std::string_view unread) {
  switch (send(socket, output_)) {
    case Output::Sent::all:
      return last ? linger(socket) : idle();
    case Output::Sent::part:
      return hand_over(
          socket, {std::move(output_), last, std::nullopt, {}, std::string(unread), std::nullopt});
    case Output::Sent::failed:
      break;
  }
  output_ = {};
  return {};
}

Server::Next Server::hand_over(int socket, Unfinished unfinished) {
  output_ = {};
  Connection::start(loop_, *this, socket, std::move(unfinished));
  return {Next::Kind::taken, {}, 0};
}

Server::Next Server::refuse(int socket, MessageFault fault) {
  put(refusal(fault), {}, Exchange{}.form(true), output_);
  return conclude(socket, true, {});
}

Server::Next Server::discard(const RestingNote& note, std::string_view bytes, bool peer_closed) {
  const auto left = std::chrono::milliseconds(note.ticket) - steady_now();
  if (left.count() <= 0 || (peer_closed && bytes.empty())) {
    return {};
  }
  return {Next::Kind::idle, left, note.pack(), !bytes.empty()};
}

void Server::put(ResponsePointer response, const Exchange& exchange, Output::Form form,
                 Output& output) {
  if (!observers_.empty()) {
    const bool timed = exchange.began.has_value();
    const Answered answered{
        .response = *response,
        .route = exchange.route,
        .took = timed ? std::chrono::steady_clock::now() - *exchange.began
                      : std::chrono::nanoseconds(0),
        .waited = !timed,
        .trace = exchange.trace.get(),
        .body_bytes = form.without_body ? 0 : response->body().size(),
    };
    for (TrafficObserver* observer : observers_) {
      observer->answered(answered);
    }
  }
  output.add(std::move(response), endings_, form);
}

Outcome Server::answer(const Request& request, Exchange& exchange) {
  if (options_.trace_requests) {
    exchange.trace = std::make_shared<const Trace>(
        Trace{request_ids_.name(request), request.client, *exchange.began});
  }
  Outcome outcome = handler_.handle(request);
  exchange.route = outcome.route;
  auto* parked = std::get_if<Park>(&outcome);
  auto* stream = std::get_if<Stream>(&outcome);
  if (parked != nullptr && stopping_) {
    return parked->follower ? parked->follower->answer(WakeReason::stopping)
                            : handler_.answer_parked(parked->ticket, WakeReason::stopping);
  }
  if (stream != nullptr && request.is_head()) {
    return std::move(stream->head);
  }
  if (stream != nullptr && stopping_) {
    if (stream->websocket) {
      return too_busy_;
    }
    stream->first.last = true;
  }
  if (parked != nullptr || stream != nullptr) {
    if (room_.parked() >= options_.waiters) {
      return too_busy_;
    }
    if (peers_.parked(request.client.key()) >= options_.waiters_per_address) {
      return too_many_from_one_;
    }
  }
  return outcome;
}

Server::Next Server::park(int socket, const Exchange& exchange, Park park,
                          std::string_view unread) {
  seat(socket, exchange, Transport::poll);
  RestingNote note{exchange, Phase::answer};
  note.ticket = park.ticket;
  note.follower = park.follower != nullptr;
  keep(socket, std::move(park.follower));
  if (!unread.empty()) {
    note.unread = true;
    unread_[socket] = unread;
  }
  return {Next::Kind::parked, park.wait, note.pack()};
}

void Server::seat(int socket, const Exchange& exchange, Transport transport) {
  peers_.park(socket, exchange.client, transport);
  if (exchange.trace && transport == Transport::poll) {
    traces_[socket] = exchange.trace;
  }
}

void Server::keep(int socket, std::unique_ptr<Follower> follower) {
  if (follower) {
    follower->attach(*this, socket);
    followers_[socket] = std::move(follower);
  }
}

void Server::release(int socket) {
  peers_.unpark(socket);
  traces_.erase(socket);
  begun_.erase(socket);
  followers_.erase(socket);
}

Server::Next Server::linger(int socket) {
  // Closing at once would make the system answer what the client still sends with a reset, which
  // may overtake our answer (RFC 9112, section 9.6).
  release(socket);
  ::shutdown(socket, SHUT_WR);
  RestingNote note;
  note.phase = Phase::lingering;
  note.ticket = static_cast<Ticket>((steady_now() + options_.deadlines.linger).count());
  return {Next::Kind::idle, options_.deadlines.linger, note.pack()};
}

}  // namespace skillboard
