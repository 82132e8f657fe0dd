#include "skillboard/http/peers.hpp"

#include <random>
#include <utility>

namespace skillboard {

namespace {

std::uint64_t random_seed() {
  std::random_device device;
  return std::uint64_t{device()} << 32 | device();
}

}  // namespace

std::size_t Peers::Hash::operator()(ClientKey key) const noexcept {
  // The finalizer of SplitMix64 (Steele, Lea and Flood, 2014).
  std::uint64_t hash = key ^ seed;
  hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
  hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
  return hash ^ (hash >> 31);
}

Peers::Peers() : tallies_(0, Hash{random_seed()}) {}

void Peers::add(int socket, const ClientAddress& peer) {
  const auto place = static_cast<std::size_t>(socket);
  if (place >= seats_.size()) {
    seats_.resize(place + 1);
    ways_.resize(place + 1, no_way);
  }
  if (const ClientKey key = peer.key(); key != uncounted) {
    ++tallies_[key].connections;
  }
  seats_[place] = {peer, uncounted};
}

void Peers::remove(int socket) {
  const auto place = static_cast<std::size_t>(socket);
  if (place < seats_.size()) {
    unpark(socket);
    release(std::exchange(seats_[place].peer, {}).key(), &Tally::connections);
  }
}

void Peers::park(int socket, ClientKey client, Transport transport) {
  unpark(socket);
  ways_[static_cast<std::size_t>(socket)] = static_cast<Way>(transport);
  ++waiting_[static_cast<std::size_t>(transport)];
  if (client != uncounted) {
    ++tallies_[client].parked;
  }
  seats_[static_cast<std::size_t>(socket)].waits = client;
}

void Peers::unpark(int socket) {
  Seat& seat = seats_[static_cast<std::size_t>(socket)];
  if (const Way way = std::exchange(ways_[static_cast<std::size_t>(socket)], no_way);
      way != no_way) {
    --waiting_[way];
  }
  release(std::exchange(seat.waits, uncounted), &Tally::parked);
}

Peers::Tally Peers::tally(ClientKey client) const {
  const auto found = tallies_.find(client);
  return found == tallies_.end() ? Tally{} : found->second;
}

void Peers::release(ClientKey client, std::uint32_t Tally::* count) {
  const auto found = tallies_.find(client);
  if (found == tallies_.end()) {
    return;  // uncounted
  }
  --(found->second.*count);
  if (found->second.connections == 0 && found->second.parked == 0) {
    tallies_.erase(found);
  }
}

}  // namespace skillboard
