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
};

// The same for a resting socket (but for the client), and what else is known of it, packed into the
// note that a row of the waiting room has room for.
struct RestingNote {
  Exchange exchange;
  // Nothing has been asked over it yet.
  bool fresh = false;
  // We have said all and wait for the peer to close. `ticket` is the end of the wait then.
  bool lingering = false;
  // The server keeps bytes that were read behind a parked request.
  bool unread = false;
  // It is parked to hear more of a stream.
  bool streams = false;
  Ticket ticket = 0;

  std::uint64_t pack() const {
    const auto flag = [](bool set, unsigned bit) { return std::uint64_t{set} << bit; };
    return flag(exchange.head, ticket_bits) | flag(exchange.http_1_0, ticket_bits + 1) |
           flag(exchange.keep_alive, ticket_bits + 2) | flag(fresh, ticket_bits + 3) |
           flag(lingering, ticket_bits + 4) | flag(unread, ticket_bits + 5) |
           flag(streams, ticket_bits + 6) | (ticket & ticket_mask);
  }

  static RestingNote unpack(std::uint64_t packed) {
    const auto flag = [packed](unsigned bit) { return ((packed >> bit) & 1U) != 0; };
    return {{flag(ticket_bits), flag(ticket_bits + 1), flag(ticket_bits + 2), uncounted},
            flag(ticket_bits + 3),
            flag(ticket_bits + 4),
            flag(ticket_bits + 5),
            flag(ticket_bits + 6),
            packed & ticket_mask};
  }
};

}  // namespace skillboard
