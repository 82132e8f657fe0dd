#include "skillboard/http/connection.hpp"

#include <algorithm>

#include "http/server_fixture.hpp"

namespace skillboard {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using Clock = std::chrono::steady_clock;

constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

class ConnectionTest : public ServerFixture {
 protected:
  Client& ask(std::string_view bytes) {
    Client& client = connect();
    client.say(bytes);
    run();
    return client;
  }

  // Sends a byte now and then until the server has had enough.
  void drip(Client& client) {
    run_until([&] {
      client.say("x");
      return client.has_ended();
    });
  }
};

TEST_F(ConnectionTest, RefusesAHeadThatDoesNotEndInTime) {
  options_.deadlines.head = 50ms;
  const auto begun = Clock::now();
  Client& client = ask("GET / HTTP/1.1\r\nHost: a\r\nX: ");

  drip(client);

  ASSERT_THAT(client.answers(), SizeIs(1));
  EXPECT_EQ(client.answers()[0].status, 408U);
  EXPECT_TRUE(client.answers()[0].says("Connection: close\r\n"));
  EXPECT_GE(Clock::now() - begun, 50ms);
}

TEST_F(ConnectionTest, RefusesABodyThatDoesNotEndInTime) {
  options_.deadlines.body = 50ms;
  const auto begun = Clock::now();
  Client& client = ask(request("PUT / HTTP/1.1", "Content-Length: 60000\r\n"));

  drip(client);

  ASSERT_THAT(client.answers(), SizeIs(1));
  EXPECT_EQ(client.answers()[0].status, 408U);
  EXPECT_GE(Clock::now() - begun, 50ms);
}

TEST_F(ConnectionTest, ClosesWithoutAWordWhenNothingIsAskedInTime) {
  options_.deadlines.head = 30ms;
  Client& client = connect();

  run_until([&] { return client.has_ended(); });

  EXPECT_TRUE(client.received().empty());
  EXPECT_EQ(server_.connections(), 0U);
}

TEST_F(ConnectionTest, GivesEachRequestItsOwnTime) {
  options_.deadlines.head = 500ms;
  Client& client = connect();
  for (int i = 0; i < 3; ++i) {
    client.say("GET / HTTP/1.1\r\n");
    run_for(300ms);
    client.say("Host: a\r\n\r\n");
    run();
  }

  EXPECT_THAT(client.bodies(), ElementsAre("/", "/", "/"));
}

TEST_F(ConnectionTest, TellsAClientToGoOnThatWaitsForIt) {
  const auto fields = "Expect: 100-continue\r\nContent-Length: 5\r\n";
  Client& client = ask(request("PUT /a HTTP/1.1", fields));
  client.take();
  EXPECT_EQ(client.received(), go_on);

  client.say(":body");
  run();

  const auto answers = client.answers();
  ASSERT_THAT(answers, SizeIs(2));
  EXPECT_EQ(answers[1].body, "/a:body");
}

TEST_F(ConnectionTest, TellsNobodyToGoOnWhoDoesNotWait) {
  Client& whole = ask(request("PUT /a HTTP/1.1", "Expect: 100-continue\r\n", ":body"));
  Client& begun =
      ask(request("PUT /a HTTP/1.1", "Expect: 100-continue\r\nContent-Length: 5\r\n") + ":b");
  begun.say("ody");
  run();

  EXPECT_THAT(whole.bodies(), ElementsAre("/a:body"));
  EXPECT_THAT(begun.bodies(), ElementsAre("/a:body"));
}

TEST_F(ConnectionTest, GivesASlowReaderAllOfALargeAnswer) {
  Client& client = ask(get("/big") + get("/next"));

  run_until([&] {
    client.take(50'000);
    return read_answers(client.received()).size() == 2;
  });

  EXPECT_EQ(client.bodies()[0].size(), big_size);
  EXPECT_EQ(client.bodies()[1], "/next");
}

TEST_F(ConnectionTest, CutsAReaderThatTakesNothingForTooLong) {
  options_.deadlines.write_stall = 50ms;
  const std::size_t before = open_descriptors();
  const auto begun = Clock::now();
  Client& client = ask(get("/big"));

  run_until([&] { return server_.connections() == 0; });

  EXPECT_GE(Clock::now() - begun, 50ms);
  EXPECT_EQ(open_descriptors(), before + 1);
  EXPECT_TRUE(client.has_ended());
  EXPECT_LT(client.received().size(), big_size);
}

TEST_F(ConnectionTest, CutsNoReaderThatGoesOnTaking) {
  options_.deadlines.write_stall = 500ms;
  Client& client = ask(get("/big"));

  for (int i = 0; i < 10; ++i) {
    run_for(70ms);
    client.take(300'000);
  }
  run_until([&] { return client.answers().size() == 1; });
}

TEST_F(ConnectionTest, DoesWhatStandsBehindAnAnswerThatComesLaterAfterIt) {
  Client& client = ask(get("/before") + get("/later") + get("/behind"));
  EXPECT_THAT(client.bodies(), ElementsAre("/before"));
  client.say(get("/last"));
  run();
  EXPECT_THAT(handler_.heard, ElementsAre("/before", "/later"));

  handler_.open();
  run();

  EXPECT_THAT(client.bodies(), ElementsAre("/before", "/later", "/behind", "/last"));
}

TEST_F(ConnectionTest, GoesOnAfterABugInAnAnswerThatComesLater) {
  Client& client = ask(get("/later/throw") + get("/behind"));

  handler_.open();
  run();

  ASSERT_THAT(client.answers(), SizeIs(2));
  EXPECT_EQ(client.answers()[0].status, 500U);
  EXPECT_EQ(client.answers()[1].body, "/behind");
}

TEST_F(ConnectionTest, ReturnsTheSocketWhenItIsThrough) {
  Client& client = ask(get("/later"));
  EXPECT_EQ(room_.size(), 0U);

  handler_.open();
  run();
  EXPECT_EQ(room_.size(), 1U);
  EXPECT_EQ(server_.connections(), 1U);

  client.hang_up();
  run();
  EXPECT_EQ(server_.connections(), 0U);
}

TEST_F(ConnectionTest, OutlivesAClientThatHangsUpBeforeItsAnswer) {
  const std::size_t before = open_descriptors();
  ask(get("/later") + get("/behind")).hang_up();

  handler_.open();
  run();

  EXPECT_EQ(server_.connections(), 0U);
  EXPECT_EQ(open_descriptors(), before);
}

TEST_F(ConnectionTest, EndsWhenItsClientHangsUpAmidARequest) {
  ask("GET / HT").hang_up();
  ask(request("PUT / HTTP/1.1", "Content-Length: 5\r\n") + "12").hang_up();
  run();

  EXPECT_EQ(server_.connections(), 0U);
  EXPECT_THAT(handler_.heard, IsEmpty());
}

TEST_F(ConnectionTest, IsLeftBehindWithoutHarmWhenTheLoopEnds) {
  ask(get("/later"));
  ask("GET / HT");
  ask(get("/big"));

  EXPECT_EQ(server_.connections(), 3U);  // and the fixture ends them
}

}  // namespace
}  // namespace skillboard
