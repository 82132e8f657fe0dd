#pragma once

#include <cstdint>

#include "skillboard/http/handler.hpp"
#include "skillboard/http/output.hpp"
#include "skillboard/http/request.hpp"

namespace skillboard {

// What has to be known of a request when its answer leaves.
struct Exchange {
  bool head = false;
  bool http_1_0 = false;
  bool keep_alive = true;
  // For whom it counts while it is parked.
  ClientKey client = uncounted;

  static Exchange of(const Request& request) {
    return {request.is_head(), request.http_1_0, request.keep_alive, request.client.key()};
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

// The same for a resting socket (but for the client), and what else is known of it, packed into the
// note that a row of the waiting room has room for.
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
           (ticket & ticket_mask);
  }

  static RestingNote unpack(std::uint64_t packed) {
    const auto flag = [packed](unsigned bit) { return ((packed >> bit) & 1U) != 0; };
    return {{flag(head_bit), flag(head_bit + 1), flag(head_bit + 2), uncounted},
            static_cast<Phase>((packed >> phase_bit) & 7U),
            flag(unread_bit),
            flag(unread_bit + 1),
            packed & ticket_mask};
  }

 private:
  static constexpr unsigned head_bit = ticket_bits;
  static constexpr unsigned unread_bit = head_bit + 3;
  static constexpr unsigned phase_bit = unread_bit + 2;
};

}  // namespace skillboard
