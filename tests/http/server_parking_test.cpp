#include <stdexcept>
#include <vector>

#include "skillboard/http/server.hpp"

#include "http/server_fixture.hpp"

namespace skillboard {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class ParkingTest : public ServerFixture {
 protected:
  Client& park(const std::string& bytes = get("/poll")) {
    Client& client = connect();
    EXPECT_EQ(client.say(bytes), bytes.size());
    run();
    return client;
  }

  void wake_and_run() {
    wake();
    run();
  }
};

TEST_F(ParkingTest, AnswersWhenItIsWoken) {
  Client& client = park();
  EXPECT_THAT(client.bodies(), IsEmpty());

  wake_and_run();

  EXPECT_THAT(client.bodies(), ElementsAre("changed"));
}

TEST_F(ParkingTest, AnswersWhenTheWaitIsOver) {
  handler_.wait = 30ms;
  Client& client = park();

  run_until([&] { return client.bodies().size() == 1; });

  EXPECT_THAT(client.bodies(), ElementsAre("timed out"));
}

TEST_F(ParkingTest, RemembersTheFormOfTheAnswer) {
  Client& head = park(request("HEAD /poll HTTP/1.1"));
  Client& old = park(request("GET /poll HTTP/1.0"));
  Client& old_and_open = park(request("GET /poll HTTP/1.0", "Connection: keep-alive\r\n"));

  wake_and_run();

  EXPECT_TRUE(head.received().empty());
  EXPECT_TRUE(head.answers(true)[0].says("Content-Length: 7\r\n"));
  EXPECT_TRUE(head.received().ends_with("\r\n\r\n"));
  EXPECT_TRUE(old.answers()[0].says("Connection: close\r\n"));
  EXPECT_TRUE(old.has_ended());
  EXPECT_TRUE(old_and_open.answers()[0].says("Connection: keep-alive\r\n"));
}

TEST_F(ParkingTest, ForgetsWhoHangsUpAtOnce) {
  const std::size_t before = open_descriptors();
  Client& client = park(get("/poll") + get("/behind"));
  EXPECT_EQ(open_descriptors(), before + 2);

  client.hang_up();
  run();

  EXPECT_EQ(server_.connections(), 0U);
  EXPECT_EQ(room_.parked(), 0U);
  EXPECT_EQ(open_descriptors(), before);
}

TEST_F(ParkingTest, ServesWhatStandsBehindInTheSameSegment) {
  Client& client = park(get("/poll") + get("/behind") + get("/last"));
  EXPECT_THAT(handler_.heard, ElementsAre("/poll"));

  wake_and_run();

  EXPECT_THAT(client.bodies(), ElementsAre("changed", "/behind", "/last"));
}

TEST_F(ParkingTest, ServesWhatComesLater) {
  Client& client = park();
  client.say(get("/behind"));
  run();
  EXPECT_THAT(handler_.heard, ElementsAre("/poll"));

  wake_and_run();

  EXPECT_THAT(client.bodies(), ElementsAre("changed", "/behind"));
}

TEST_F(ParkingTest, ServesWhatIsSplitAnywhereBehind) {
  const std::string behind = get("/behind") + request("PUT /a HTTP/1.1", "", ":body");
  for (std::size_t split = 0; split <= behind.size(); ++split) {
    Client& client = park(get("/poll") + behind.substr(0, split));
    const bool before = split % 2 == 0;

    if (before) {
      client.say(behind.substr(split));
    }
    wake_and_run();
    if (!before) {
      client.say(behind.substr(split));
      run();
    }

    ASSERT_THAT(client.bodies(), ElementsAre("changed", "/behind", "/a:body")) << split;
    client.hang_up();
  }
}

TEST_F(ParkingTest, ServesWhatDidNotFitIntoTheReadThatParked) {
  // The first read ends exactly where a request ends.
  std::string bytes = get("/poll");
  while (bytes.size() < 50'000) {
    bytes += request("GET /a HTTP/1.1", "X: " + std::string(8'000, 'x') + "\r\n");
  }
  const std::string last = request("GET /a HTTP/1.1", "X: \r\n");
  bytes += request("GET /a HTTP/1.1",
                   "X: " + std::string(65'536 - bytes.size() - last.size(), 'x') + "\r\n");
  Client& client = park(bytes + get("/behind"));

  wake_and_run();
  run_until([&] { return !client.bodies().empty() && client.bodies().back() == "/behind"; });
}

TEST_F(ParkingTest, ParksTheSecondOfTwoUntilTheNextWake) {
  Client& client = park(get("/poll") + get("/poll"));

  wake_and_run();
  EXPECT_THAT(client.bodies(), ElementsAre("changed"));

  wake_and_run();
  EXPECT_THAT(client.bodies(), ElementsAre("changed", "changed"));
}

TEST_F(ParkingTest, DoesNotMakeTheAnswersBeforeWait) {
  Client& client = park(get("/before") + get("/poll"));

  EXPECT_THAT(client.bodies(), ElementsAre("/before"));
}

TEST_F(ParkingTest, ParksBehindAnAnswerThatComesLater) {
  Client& client = park(get("/later") + get("/poll") + get("/behind"));
  EXPECT_EQ(room_.parked(), 0U);

  handler_.open();
  run();
  EXPECT_EQ(room_.parked(), 1U);
  wake_and_run();

  EXPECT_THAT(client.bodies(), ElementsAre("/later", "changed", "/behind"));
}

TEST_F(ParkingTest, SendsAllOfAnAnswerThatDoesNotFitIntoTheSocket) {
  handler_.on_due = [](Ticket, WakeReason) { return text_response(std::string(big_size, 'x')); };
  Client& client = park(get("/poll") + get("/behind"));

  wake_and_run();
  run_until([&] { return client.answers().size() == 2; });

  EXPECT_EQ(client.bodies()[0].size(), big_size);
  EXPECT_EQ(client.bodies()[1], "/behind");
}

TEST_F(ParkingTest, TellsWhoIsOneTooManyAndGoesOnWithThem) {
  options_.waiters = 2;
  park();
  park();

  Client& third = park(get("/poll") + get("/next"));

  ASSERT_THAT(third.answers(), SizeIs(2));
  EXPECT_EQ(third.answers()[0].status, 503U);
  EXPECT_TRUE(third.answers()[0].says("Retry-After: "));
  EXPECT_EQ(third.answers()[1].body, "/next");
}

TEST_F(ParkingTest, GoesOnAfterABugInAnAnswer) {
  handler_.on_due = [](Ticket ticket, WakeReason) {
    if (ticket == 1) {
      throw std::runtime_error("a bug of the test's");
    }
    return text_response("changed");
  };
  Client& first = park(get("/poll") + get("/next"));
  Client& second = park();

  EXPECT_NO_THROW(wake_and_run());

  ASSERT_THAT(first.answers(), SizeIs(2));
  EXPECT_EQ(first.answers()[0].status, 500U);
  EXPECT_EQ(first.answers()[1].body, "/next");
  EXPECT_THAT(second.bodies(), ElementsAre("changed"));
}

TEST_F(ParkingTest, AnswersEachOnceThoughWokenTwice) {
  std::vector<Ticket> tickets;
  handler_.on_due = [&](Ticket ticket, WakeReason) {
    tickets.push_back(ticket);
    return text_response("");
  };
  park();
  park();
  park();

  wake();
  wake();
  run();

  EXPECT_THAT(tickets, ElementsAre(1, 2, 3));
}

}  // namespace
}  // namespace skillboard
