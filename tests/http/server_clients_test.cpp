#include <cstddef>
#include <string>
#include <string_view>

#include "skillboard/http/server.hpp"

#include "http/server_fixture.hpp"

namespace skillboard {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class ClientsTest : public ServerFixture {
 protected:
  Client& say(Client& client, std::string_view bytes) {
    client.say(bytes);
    run();
    return client;
  }

  Client& park_from(std::string_view address, std::string_view fields = "") {
    return say(connect_from(address), request("GET /poll HTTP/1.1", fields));
  }

  void trust(std::string_view proxy) { EXPECT_TRUE(options_.forwarding.proxies.add(proxy)); }

  static std::string forwarded_for(std::string_view client) {
    return "X-Forwarded-For: " + std::string(client) + "\r\n";
  }

  std::size_t parked(std::string_view address) {
    return server_.peers().parked(ClientAddress(*read_ip_address(address)).key());
  }
};

TEST_F(ClientsTest, AreTheirPeers) {
  EXPECT_THAT(say(connect_from("192.0.2.1"), get("/who")).bodies(), ElementsAre("192.0.2.1"));
  EXPECT_THAT(say(connect_from("2001:db8::1"), get("/who")).bodies(), ElementsAre("2001:db8::1"));
  EXPECT_THAT(say(connect(), get("/who")).bodies(), ElementsAre("unknown"));
}

TEST_F(ClientsTest, AreKnownToARequestThatHadToBeWaitedFor) {
  Client& client = connect_from("192.0.2.1");
  const std::string whole = request("PUT /who HTTP/1.1", "", "body");

  say(client, std::string_view(whole).substr(0, whole.size() - 2));
  say(client, std::string_view(whole).substr(whole.size() - 2));

  EXPECT_THAT(client.bodies(), ElementsAre("192.0.2.1"));
}

TEST_F(ClientsTest, AreToldByATrustedProxyForEachRequestAnew) {
  trust("10.0.0.1");
  Client& proxy = connect_from("10.0.0.1");
  const std::string https = "X-Forwarded-Proto: https\r\n";

  say(proxy, request("GET /who HTTP/1.1", forwarded_for("192.0.2.1") + https));
  say(proxy, get("/who") + request("GET /who HTTP/1.1", forwarded_for("192.0.2.2")));

  EXPECT_THAT(proxy.bodies(), ElementsAre("192.0.2.1 by https", "10.0.0.1", "192.0.2.2"));
}

TEST_F(ClientsTest, AreNotToldByAnybodyElse) {
  trust("10.0.0.1");
  Client& client = connect_from("192.0.2.1");

  say(client, request("GET /who HTTP/1.1", forwarded_for("198.51.100.7")));

  EXPECT_THAT(client.bodies(), ElementsAre("192.0.2.1"));
}

TEST_F(ClientsTest, HaveSoManyConnectionsEachAndNoMore) {
  options_.connections_per_address = 2;
  Client& first = connect_from("192.0.2.1");
  connect_from("192.0.2.1");
  Client& third = connect_from("192.0.2.1");
  Client& other = connect_from("192.0.2.2");
  run();

  ASSERT_THAT(third.answers(), SizeIs(1));
  EXPECT_EQ(third.answers()[0].status, 429U);
  EXPECT_TRUE(third.answers()[0].says("Retry-After: "));
  EXPECT_TRUE(third.has_ended());
  EXPECT_THAT(say(other, get("/who")).bodies(), ElementsAre("192.0.2.2"));

  first.hang_up();
  third.hang_up();
  run();
  EXPECT_THAT(say(connect_from("192.0.2.1"), get("/who")).bodies(), ElementsAre("192.0.2.1"));
}

TEST_F(ClientsTest, CannotEvadeTheLimitWithinTheirNetwork) {
  options_.connections_per_address = 1;
  connect_from("2001:db8::1");
  Client& second = connect_from("2001:db8::2");
  Client& other = connect_from("2001:db8:0:1::1");

  EXPECT_EQ(second.answers()[0].status, 429U);
  EXPECT_THAT(other.answers(), IsEmpty());
  EXPECT_FALSE(other.has_ended());
}

TEST_F(ClientsTest, AreJustCutOffWhenThereAreFarTooMany) {
  options_.connections_per_address = 1;
  connect_from("192.0.2.1");
  for (int i = 0; i < 256; ++i) {
    connect_from("192.0.2.1");
  }
  Client& last = connect_from("192.0.2.1");

  EXPECT_TRUE(last.has_ended());
  EXPECT_THAT(last.answers(), IsEmpty());
}

TEST_F(ClientsTest, AreNotLimitedWhereTheyCannotBeToldApart) {
  options_.connections_per_address = 1;
  options_.waiters_per_address = 1;
  trust("10.0.0.1");
  for (int i = 0; i < 3; ++i) {
    EXPECT_FALSE(connect_from("10.0.0.1").has_ended());
    say(connect(), get("/poll"));
  }

  EXPECT_EQ(room_.parked(), 3U);
}

TEST_F(ClientsTest, HaveSoManyPollsEachAndGoOnAfterOneTooMany) {
  options_.waiters_per_address = 2;
  park_from("192.0.2.1");
  park_from("192.0.2.1");

  Client& third = say(connect_from("192.0.2.1"), get("/poll") + get("/next"));
  park_from("192.0.2.2");

  ASSERT_THAT(third.answers(), SizeIs(2));
  EXPECT_EQ(third.answers()[0].status, 429U);
  EXPECT_TRUE(third.answers()[0].says("Retry-After: "));
  EXPECT_EQ(third.answers()[1].body, "/next");
  EXPECT_EQ(room_.parked(), 3U);

  wake();
  run();
  say(third, get("/poll"));
  EXPECT_THAT(third.answers(), SizeIs(2));
  EXPECT_EQ(parked("192.0.2.1"), 1U);
}

TEST_F(ClientsTest, HaveTheirPollsCountedWhicheverProxyAsksForThem) {
  options_.waiters_per_address = 2;
  trust("10.0.0.0/8");
  park_from("10.0.0.1", forwarded_for("2001:db8::1"));
  park_from("10.0.0.2", forwarded_for("2001:db8::2"));

  Client& third = park_from("10.0.0.3", forwarded_for("198.51.100.7, 2001:db8::3"));
  Client& other = park_from("10.0.0.3", forwarded_for("2001:db8:0:1::1"));

  EXPECT_EQ(third.answers()[0].status, 429U);
  EXPECT_THAT(other.answers(), IsEmpty());
  EXPECT_EQ(parked("10.0.0.3"), 0U);
}

TEST_F(ClientsTest, AreForgottenWithAnExchangeThatIsCutOff) {
  say(connect_from("192.0.2.1"), get("/later"));
  EXPECT_EQ(server_.peers().clients(), 1U);

  loop_.abandon();

  EXPECT_EQ(server_.peers().clients(), 0U);
}

}  // namespace
}  // namespace skillboard
