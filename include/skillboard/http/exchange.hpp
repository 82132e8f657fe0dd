#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

#include "skillboard/http/handler.hpp"
#include "skillboard/http/output.hpp"
#include "skillboard/http/request.hpp"
#include "skillboard/http/traffic.hpp"

namespace skillboard {

// What has to be known of a request when its answer leaves.
struct Exchange {
  bool head = false;
  bool http_1_0 = false;
  bool keep_alive = true;
  RouteId route = no_route;
  // For whom it counts while it is parked.
  ClientKey client = uncounted;
  // When the request was whole; not known any more once it has been parked.
  std::optional<std::chrono::steady_clock::time_point> began{};
  // Null where requests are not told one by one.
  std::shared_ptr<const Trace> trace{};

  static Exchange of(const Request& request) {
    return {.head = request.is_head(),
            .http_1_0 = request.http_1_0,
            .keep_alive = request.keep_alive,
            .client = request.client.key(),
            .began = std::chrono::steady_clock::now()};
  }

  // How the answer leaves; `last` ends the connection whatever the client wished.
  Output::Form form(bool last) const {
    using Connection = HeadEndings::Connection;
    if (last || !keep_alive) {
      return {Connection::closes, head};
    }
    return {http_1_0 ? Connection::persists_1_0 : Connection::persists, head};
  }

  // How the head of a stream leaves: for who knows no chunks it ends with the connection.
  Output::Form stream_form() const {
    using Connection = HeadEndings::Connection;
    return {http_1_0 ? Connection::closes : Connection::chunked, head};
  }

  // How the head of a WebSocket leaves.
  static Output::Form websocket_form() { return {HeadEndings::Connection::upgraded, false}; }
};

// The same for a resting socket (but for client, time and trace), and what else is known of it,
// packed into the note that a row of the waiting room has room for.
struct RestingNote {
  // What it rests for.
  enum class Phase : std::uint8_t {
    next_request,
    first_request,
    answer,     // parked
    stream,     // parked, to hear more of it
    websocket,  // the same, and may say something itself
    // We have said all and wait for the peer to close. `ticket` is the end of the wait then.
    lingering,
  };

  Exchange exchange;
  Phase phase = Phase::next_request;
  // The server keeps bytes that were read behind a parked request, or a message that is not whole.
  bool unread = false;
  // There is a follower, and the ticket means nothing.
  bool follower = false;
  Ticket ticket = 0;

  std::uint64_t pack() const {
    const auto flag = [](bool set, unsigned bit) { return std::uint64_t{set} << bit; };
    return flag(exchange.head, head_bit) | flag(exchange.http_1_0, head_bit + 1) |
           flag(exchange.keep_alive, head_bit + 2) | flag(unread, unread_bit) |
           flag(follower, unread_bit + 1) | (std::uint64_t{std::uint8_t(phase)} << phase_bit) |
           (std::uint64_t{exchange.route} << route_bit) | (ticket & ticket_mask);
  }

  static RestingNote unpack(std::uint64_t packed) {
    const auto flag = [packed](unsigned bit) { return ((packed >> bit) & 1U) != 0; };
    return {{.head = flag(head_bit),
             .http_1_0 = flag(head_bit + 1),
             .keep_alive = flag(head_bit + 2),
             .route = static_cast<RouteId>(packed >> route_bit)},
            static_cast<Phase>((packed >> phase_bit) & 7U),
            flag(unread_bit),
            flag(unread_bit + 1),
            packed & ticket_mask};
  }

 private:
  static constexpr unsigned head_bit = ticket_bits;
  static constexpr unsigned unread_bit = head_bit + 3;
  static constexpr unsigned phase_bit = unread_bit + 2;
  static constexpr unsigned route_bit = phase_bit + 3;
  static_assert(route_bit + route_bits == 64);
};

}  // namespace skillboard
