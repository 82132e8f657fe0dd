#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "skillboard/http/client_address.hpp"
#include "skillboard/http/traffic.hpp"

namespace skillboard {

// Who is at the other end of each socket, and how many sockets and parked polls there are of each
// client. A socket costs 25 bytes, a client some forty more. Whatever becomes of a socket, `remove`
// makes good for it.
class Peers {
 public:
  Peers();

  // An accepted socket, which counts for its peer from now on.
  void add(int socket, const ClientAddress& peer);

  // Before the socket closes; nothing of it is counted any more. Nothing happens when it is not
  // here.
  void remove(int socket);

  // Of a socket that is here.
  const ClientAddress& at(int socket) const {
    return seats_[static_cast<std::size_t>(socket)].peer;
  }

  // Somebody waits or listens over the socket. That counts for the client, who need not be the
  // peer, until `unpark` or `remove`.
  void park(int socket, ClientKey client, Transport transport);

  // Nothing happens when there is none.
  void unpark(int socket);

  // Always none for `uncounted`.
  std::size_t connections(ClientKey client) const { return tally(client).connections; }

  std::size_t parked(ClientKey client) const { return tally(client).parked; }

  // How many wait or listen in this way.
  std::size_t waiting(Transport transport) const {
    return waiting_[static_cast<std::size_t>(transport)];
  }

  // How many clients are remembered: those of whom there is anything.
  std::size_t clients() const { return tallies_.size(); }

 private:
  struct Seat {
    ClientAddress peer;
    ClientKey waits = uncounted;  // for whom a poll is parked
  };

  // None, or the number of a Transport.
  using Way = std::uint8_t;
  static constexpr Way no_way = transports;

  struct Tally {
    std::uint32_t connections = 0;
    std::uint32_t parked = 0;
  };

  // Whoever has many networks must not choose where they stand in the table.
  struct Hash {
    std::uint64_t seed;
    std::size_t operator()(ClientKey key) const noexcept;
  };

  Tally tally(ClientKey client) const;
  void release(ClientKey client, std::uint32_t Tally::* count);

  std::vector<Seat> seats_;  // by descriptor
  std::vector<Way> ways_;    // as well: a seat would take eight bytes more for it
  std::array<std::size_t, transports> waiting_{};
  std::unordered_map<ClientKey, Tally, Hash> tallies_;
};

}  // namespace skillboard
