#include "skillboard/http/server.hpp"

#include "http/server_fixture.hpp"

namespace skillboard {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::SizeIs;
using Clock = std::chrono::steady_clock;

class StoppingTest : public ServerFixture {
 protected:
  StoppingTest() { options_.stop_grace = 200ms; }

  Client& ask(std::string_view bytes) {
    Client& client = connect();
    client.say(bytes);
    run();
    return client;
  }

  void run_until_stopped() {
    run_until([&] { return stopped_ > 0; });
    run();
    EXPECT_EQ(stopped_, 1);
    EXPECT_EQ(server_.connections(), 0U);
  }
};

TEST_F(StoppingTest, IsOverAtOnceWhenNobodyIsThere) {
  options_.stop_grace = 1h;

  stop();
  EXPECT_EQ(stopped_, 0);  // only from the loop

  run_until_stopped();
}

TEST_F(StoppingTest, ClosesTheIdleAfterTheGrace) {
  Client& client = ask(get("/"));
  const auto begun = Clock::now();

  stop();
  run();
  EXPECT_FALSE(client.has_ended());

  run_until_stopped();
  EXPECT_TRUE(client.has_ended());
  EXPECT_GE(Clock::now() - begun, 200ms);
}

TEST_F(StoppingTest, AnswersARequestThatComesInTheGrace) {
  Client& client = ask(get("/one"));
  Client& fresh = connect();
  stop();

  client.say(get("/two") + get("/unheard"));
  fresh.say(get("/poll"));
  run();

  EXPECT_THAT(client.bodies(), ElementsAre("/one", "/two"));
  EXPECT_TRUE(client.answers()[1].says("Connection: close\r\n"));
  EXPECT_TRUE(client.has_ended());
  EXPECT_THAT(fresh.bodies(), ElementsAre("stopping"));
  run_until_stopped();
}

TEST_F(StoppingTest, AnswersTheParkedAndEndsWithThem) {
  Client& client = ask(get("/poll") + get("/unheard"));

  stop();
  run();

  EXPECT_THAT(client.bodies(), ElementsAre("stopping"));
  EXPECT_TRUE(client.answers()[0].says("Connection: close\r\n"));
  EXPECT_TRUE(client.has_ended());
  run_until_stopped();
}

TEST_F(StoppingTest, IsOverBeforeTheGraceWhenTheClientsGo) {
  options_.stop_grace = 1h;
  Client& parked = ask(get("/poll"));
  Client& idle = ask(get("/"));

  stop();
  run();
  parked.hang_up();
  idle.hang_up();

  run_until_stopped();
}

TEST_F(StoppingTest, AnswersEachOfManyParkedOnceThoughTheBoardChangesToo) {
  for (int i = 0; i < 200; ++i) {
    ask(get("/poll"));
  }

  wake();
  loop_.poll_one();
  stop();
  wake();
  run();

  for (Client& client : clients_) {
    ASSERT_THAT(client.answers(), SizeIs(1));
  }
  run_until_stopped();
}

TEST_F(StoppingTest, WaitsForAnAnswerThatComesLater) {
  Client& client = ask(get("/later") + get("/unheard"));
  stop();
  run_for(300ms);
  EXPECT_EQ(stopped_, 0);

  handler_.open();
  run();

  EXPECT_THAT(client.bodies(), ElementsAre("/later"));
  EXPECT_TRUE(client.answers()[0].says("Connection: close\r\n"));
  client.hang_up();
  run_until_stopped();
}

TEST_F(StoppingTest, WaitsForTheRestOfARequest) {
  Client& client = ask("GET /slow HTTP/1.1\r\n");
  stop();
  run_for(300ms);

  client.say("Host: a\r\n\r\n");
  run();

  EXPECT_THAT(client.bodies(), ElementsAre("/slow"));
  EXPECT_TRUE(client.has_ended());
  client.hang_up();
  run_until_stopped();
}

TEST_F(StoppingTest, KeepsNoIdleConnectionThatComesBackAfterTheGrace) {
  Client& client = ask(get("/big"));
  stop();
  run_for(300ms);

  run_until([&] { return client.answers().size() == 1; });
  run_until_stopped();

  EXPECT_EQ(client.bodies()[0].size(), big_size);
  EXPECT_TRUE(client.has_ended());
}

TEST_F(StoppingTest, LetsAClientThatIsAnsweredAfterTheGraceTakeItsTime) {
  Client& client = ask(get("/later"));
  stop();
  run_for(300ms);

  handler_.open();
  run();

  EXPECT_EQ(server_.connections(), 1U);  // until the client has closed as well
  EXPECT_THAT(client.bodies(), ElementsAre("/later"));
}

}  // namespace
}  // namespace skillboard
