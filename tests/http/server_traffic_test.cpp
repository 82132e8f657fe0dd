#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "http/server_fixture.hpp"

namespace skillboard {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A server that is observed. The route of a request is the length of its path.
class TrafficTest : public ServerFixture, private TrafficObserver {
 protected:
  TrafficTest() { server_.observe(*this); }

  Client& say(const std::string& bytes) {
    Client& client = connect();
    client.say(bytes);
    run();
    return client;
  }

  std::vector<std::string> seen_;
  std::vector<std::string> traces_;
  std::size_t body_bytes_ = 0;

 private:
  void answered(const Answered& answered) override {
    seen_.push_back(std::to_string(answered.response.status()) + " " +
                    std::to_string(answered.route) + (answered.waited ? " waited" : "") +
                    (answered.response.reason().empty() ? "" : " " + answered.response.reason()));
    traces_.push_back(answered.trace == nullptr ? "" : answered.trace->id);
    body_bytes_ += answered.body_bytes;
    EXPECT_TRUE(answered.waited || answered.took.count() >= 0);
  }
};

TEST_F(TrafficTest, IsToldOfAnswersAtOnceAndLater) {
  handler_.open();
  say(get("/now"));
  say(get("/later"));

  run_until([&] { return seen_.size() == 2; });
  EXPECT_THAT(seen_, ElementsAre("200 4", "200 6"));
}

TEST_F(TrafficTest, IsToldOfAPollWhenItIsAnswered) {
  say(get("/poll"));
  say(get("/follow"));
  EXPECT_THAT(seen_, IsEmpty());

  tell("something");

  EXPECT_THAT(seen_, ElementsAre("200 5 waited", "200 7 waited"));
}

TEST_F(TrafficTest, IsToldOfAStreamWhenItBegins) {
  say(get("/stream"));

  EXPECT_THAT(seen_, ElementsAre("200 7"));
}

TEST_F(TrafficTest, IsToldWhyMessagesAreRefused) {
  say("GET / HTTP/1.1\r\n\r\n");
  say(get("/throw"));

  EXPECT_THAT(seen_, ElementsAre("400 0 waited bad-host", "500 0 internal-error"));
}

TEST_F(TrafficTest, CountsTheBytesOfBodiesThatAreSent) {
  say(get("/body"));
  const std::size_t sent = body_bytes_;
  EXPECT_EQ(sent, std::string("/body").size());

  say(request("HEAD /body HTTP/1.1"));

  EXPECT_EQ(body_bytes_, sent);
}

TEST_F(TrafficTest, RemembersARequestWhileItIsParkedOnlyWhenRequestsAreToldOneByOne) {
  say(get("/poll"));
  options_.trace_requests = true;
  say(get("/poll"));

  tell("something");

  EXPECT_EQ(traces_[0], "");
  EXPECT_NE(traces_[1], "");
}

TEST_F(TrafficTest, KnowsWhoWaitsAndHow) {
  Client& poll = say(get("/poll"));
  say(get("/stream"));
  EXPECT_EQ(server_.peers().waiting(Transport::poll), 1U);
  EXPECT_EQ(server_.peers().waiting(Transport::events), 1U);

  poll.hang_up();
  run();

  EXPECT_EQ(server_.peers().waiting(Transport::poll), 0U);
  EXPECT_EQ(server_.peers().waiting(Transport::events), 1U);
}

TEST_F(TrafficTest, CountsConnectionsAndBytes) {
  const std::string asked = get("/now");
  Client& client = say(asked);
  client.take();

  EXPECT_EQ(server_.statistics().accepted_connections, 1U);
  EXPECT_EQ(server_.statistics().received_bytes, asked.size());
  EXPECT_EQ(server_.statistics().sent_bytes, client.received().size());
}

}  // namespace
}  // namespace skillboard
