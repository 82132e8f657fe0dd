#include "skillboard/http/peers.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <random>
#include <string_view>

#include "http/addresses.hpp"

namespace skillboard {
namespace {

const ClientAddress ana = at("192.0.2.1");
const ClientAddress bo = at("192.0.2.2");

TEST(Peers, CountEachSocketForItsPeer) {
  Peers peers;
  peers.add(5, ana);
  peers.add(9, ana);
  peers.add(7, bo);

  EXPECT_EQ(peers.connections(ana.key()), 2U);
  EXPECT_EQ(peers.connections(bo.key()), 1U);
  EXPECT_EQ(peers.at(7), bo);

  peers.remove(5);
  EXPECT_EQ(peers.connections(ana.key()), 1U);
}

TEST(Peers, CountANetworkOfIPv6AsOne) {
  Peers peers;
  peers.add(1, at("2001:db8::1"));
  peers.add(2, at("2001:db8::2"));

  EXPECT_EQ(peers.connections(at("2001:db8::3").key()), 2U);
  EXPECT_EQ(peers.connections(at("2001:db8:0:1::3").key()), 0U);
}

TEST(Peers, CountAPollForWhomItIs) {
  Peers peers;
  peers.add(3, ana);
  peers.park(3, bo.key(), Transport::poll);

  EXPECT_EQ(peers.parked(bo.key()), 1U);
  EXPECT_EQ(peers.parked(ana.key()), 0U);

  peers.unpark(3);
  EXPECT_EQ(peers.parked(bo.key()), 0U);
}

TEST(Peers, CountOnePollASocket) {
  Peers peers;
  peers.add(3, ana);
  peers.park(3, ana.key(), Transport::poll);
  peers.park(3, bo.key(), Transport::poll);

  EXPECT_EQ(peers.parked(ana.key()), 0U);
  EXPECT_EQ(peers.parked(bo.key()), 1U);
}

TEST(Peers, ForgetThePollWithTheSocket) {
  Peers peers;
  peers.add(3, ana);
  peers.park(3, bo.key(), Transport::poll);

  peers.remove(3);

  EXPECT_EQ(peers.parked(bo.key()), 0U);
  EXPECT_EQ(peers.clients(), 0U);
}

TEST(Peers, DoNotCountTheUnknown) {
  Peers peers;
  peers.add(3, ClientAddress());
  peers.park(3, uncounted, Transport::poll);

  EXPECT_EQ(peers.connections(uncounted), 0U);
  EXPECT_EQ(peers.parked(uncounted), 0U);
  EXPECT_FALSE(peers.at(3).is_known());
}

TEST(Peers, CountNothingTwiceThatIsTakenAwayTwice) {
  Peers peers;
  peers.add(3, ana);
  peers.add(4, ana);
  peers.park(3, ana.key(), Transport::poll);
  peers.park(4, ana.key(), Transport::poll);

  peers.unpark(3);
  peers.unpark(3);
  peers.remove(3);
  peers.remove(3);
  peers.remove(100);

  EXPECT_EQ(peers.connections(ana.key()), 1U);
  EXPECT_EQ(peers.parked(ana.key()), 1U);
}

// What Peers are to say, kept in the simplest way.
class PeersModel {
 public:
  struct Seat {
    bool open = false;
    ClientKey peer = uncounted;
    ClientKey waits = uncounted;
  };

  std::size_t count(ClientKey Seat::* what, ClientKey client) const {
    return static_cast<std::size_t>(std::ranges::count_if(seats, [&](const Seat& seat) {
      return client != uncounted && seat.open && seat.*what == client;
    }));
  }

  std::array<Seat, 40> seats;
};

TEST(Peers, SayTheSameAsASimpleModelWhateverHappens) {
  const std::array<ClientAddress, 6> clients{
      ana, bo, at("2001:db8::1"), at("2001:db8::2"), at("::1"), ClientAddress()};
  std::mt19937 random(20'261'121);
  const auto below = [&](std::size_t limit) { return random() % limit; };
  Peers peers;
  PeersModel model;
  for (int step = 0; step < 20'000; ++step) {
    const std::size_t place = below(model.seats.size());
    const int socket = static_cast<int>(place);
    PeersModel::Seat& seat = model.seats[place];
    const ClientAddress& client = clients[below(clients.size())];
    switch (below(4)) {
      case 0:
        if (!seat.open) {
          peers.add(socket, client);
          seat = {true, client.key(), uncounted};
        }
        break;
      case 1:
        if (seat.open) {
          peers.park(socket, client.key(), Transport::poll);
          seat.waits = client.key();
        }
        break;
      case 2:
        if (seat.open) {
          peers.unpark(socket);
          seat.waits = uncounted;
        }
        break;
      default:
        peers.remove(socket);
        seat = {};
    }
    const ClientKey key = clients[below(clients.size())].key();
    ASSERT_EQ(peers.connections(key), model.count(&PeersModel::Seat::peer, key)) << step;
    ASSERT_EQ(peers.parked(key), model.count(&PeersModel::Seat::waits, key)) << step;
  }

  for (int socket = 0; socket < 40; ++socket) {
    peers.remove(socket);
  }
  EXPECT_EQ(peers.clients(), 0U);
}

}  // namespace
}  // namespace skillboard
