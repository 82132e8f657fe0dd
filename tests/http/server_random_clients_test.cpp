#include <array>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>

#include "skillboard/http/server.hpp"

#include "http/server_fixture.hpp"

namespace skillboard {
namespace {

using namespace std::chrono_literals;

// Clients that do whatever comes to their mind, within a few deadlines that are over soon.
class ClientsAtRandom : public ServerFixture {
 protected:
  static constexpr std::array<std::string_view, 5> addresses{
      "192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2", "10.0.0.1"};

  ClientsAtRandom() {
    EXPECT_TRUE(options_.forwarding.proxies.add("10.0.0.1"));
    options_.connections = 40;
    options_.connections_per_address = 12;
    options_.waiters = 20;
    options_.waiters_per_address = 6;
    options_.deadlines = {
        .head = 30ms, .body = 30ms, .write_stall = 30ms, .idle = 60ms, .linger = 20ms};
    options_.stop_grace = 30ms;
  }

  std::size_t below(std::size_t limit) { return random_() % limit; }

  std::string any_request() {
    const std::string client(addresses[below(addresses.size())]);
    const std::string fields = "X-Forwarded-For: " + client + "\r\n";
    switch (below(8)) {
      case 0:
        return request("GET /later HTTP/1.1", fields);
      case 1:
        return request("GET /big HTTP/1.1", fields);
      case 2:
        return request("GET /a HTTP/1.1", fields + "Connection: close\r\n");
      case 3:
        return "GET / HTTP/1.1\r\nHost: a\r\nX";
      case 4:
        return request("PUT /a HTTP/1.1", fields + "Content-Length: 9\r\n") + "body";
      case 5:
        return "nonsense\r\n\r\n";
      default:
        return request("GET /poll HTTP/1.1", fields);
    }
  }

  void act() {
    Client* client = clients_.empty() ? nullptr : &clients_[below(clients_.size())];
    switch (below(client == nullptr ? 1 : 12)) {
      case 0:
      case 1:
        connect_from(addresses[below(addresses.size())]);
        break;
      case 2:
        client->hang_up();
        break;
      case 3:
        client->finish();
        break;
      case 4:
        wake();
        break;
      case 5:
        handler_.open();
        run();
        handler_.shut();
        break;
      case 6:
        client->take();
        break;
      case 7:
        run_for(1ms);
        break;
      case 8:
        client->say(any_request() + any_request());
        break;
      default:
        client->say(any_request());
    }
  }

  // All that is open, and all that is parked, counts for somebody; 2001:db8::1 and ::2 for one.
  void expect_that_all_are_counted() {
    std::size_t connections = 0;
    std::size_t parked = 0;
    for (const std::string_view address :
         {addresses[0], addresses[1], addresses[2], addresses[4]}) {
      const ClientKey key = ClientAddress(*read_ip_address(address)).key();
      connections += server_.peers().connections(key);
      parked += server_.peers().parked(key);
    }
    ASSERT_EQ(connections, server_.connections());
    ASSERT_EQ(parked, room_.parked());
  }

  std::mt19937 random_{11};
};

TEST_F(ClientsAtRandom, AreCountedExactlyForAsLongAsTheyAreThere) {
  for (int round = 0; round < 30; ++round) {
    for (int step = 0; step < 100; ++step) {
      act();
      if (step % 4 == 0) {
        run();
        ASSERT_NO_FATAL_FAILURE(expect_that_all_are_counted()) << round << ", " << step;
      }
    }
    clients_.clear();
    handler_.open();
    run_until([&] { return server_.connections() == 0; });
    handler_.shut();
    ASSERT_EQ(server_.peers().clients(), 0U) << round;
  }
}

TEST_F(ClientsAtRandom, AreAllGoneWhenTheServerHasStopped) {
  for (int step = 0; step < 200; ++step) {
    act();
  }
  run();
  stop();
  handler_.open();

  run_until([&] { return stopped_ == 1; });

  EXPECT_EQ(server_.peers().clients(), 0U);
}

}  // namespace
}  // namespace skillboard
