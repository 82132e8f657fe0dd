// WebSockets, and polls that a follower answers: what goes over the socket, and who lives how long.

#include "skillboard/http/websocket_frames.hpp"

#include "http/server_fixture.hpp"

namespace skillboard {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

std::string masked(std::string_view payload, unsigned char first = 0x81) {
  std::string frame{static_cast<char>(first), static_cast<char>(0x80U | payload.size())};
  return frame.append("\0\0\0\0", 4).append(payload);  // a mask of zeros
}

class ServerWebsocketTest : public ServerFixture {
 protected:
  Client& open() {
    Client& client = connect();
    client.say(get("/socket"));
    run();
    client.take();
    return client;
  }

  void say(Client& client, std::string_view bytes) {
    client.say(bytes);
    run();
  }

  // What came behind the head, after the "0" that each begins with.
  static std::string heard(Client& client) {
    client.take();
    const std::string& all = client.received();
    const std::string frames = all.substr(all.find("\r\n\r\n") + 4);
    EXPECT_TRUE(frames.starts_with(text_frame("0")));
    return frames.substr(text_frame("0").size());
  }

  static std::string closed(CloseCode code) { return close_frame(code); }
};

TEST_F(ServerWebsocketTest, SaysWhatThereIsAndHearsWhatComes) {
  Client& client = open();
  EXPECT_THAT(client.received(), HasSubstr("\r\nConnection: Upgrade\r\n\r\n"));
  say(client, masked("a") + masked("b"));
  tell("one");
  say(client, masked("c"));
  EXPECT_EQ(heard(client), text_frame("heard a") + text_frame("heard b") + text_frame("one") +
                               text_frame("heard c"));
}

TEST_F(ServerWebsocketTest, MissesNothingThatHappensWhileItHears) {
  Client& client = open();
  client.say(masked("a"));
  handler_.told.emplace_back("one");
  wake();  // the message may be read before its turn has come, or after
  run();
  const std::string answer = text_frame("heard a");
  const std::string news = text_frame("one");
  EXPECT_THAT(heard(client), testing::AnyOf(answer + news, news + answer));
}

TEST_F(ServerWebsocketTest, TakesUpWhatCameWithTheRequest) {
  for (const bool in_pieces : {false, true}) {
    Client& client = connect();
    const std::string all = get("/socket") + masked("a");
    client.say(all.substr(0, in_pieces ? 20 : 0));
    run();
    client.say(all.substr(in_pieces ? 20 : 0));
    run();
    EXPECT_EQ(heard(client), text_frame("heard a"));
    say(client, masked("b"));
    EXPECT_EQ(heard(client), text_frame("heard a") + text_frame("heard b"));
  }
}

TEST_F(ServerWebsocketTest, AnswersInOrderWhateverHasToBeWaitedFor) {
  Client& client = open();
  say(client, masked("a") + masked("later") + masked("b"));
  say(client, masked("c"));
  tell("one");
  EXPECT_EQ(heard(client), text_frame("heard a"));
  handler_.open();
  run_until([&] { return heard(client).ends_with(text_frame("heard c")); });
  EXPECT_EQ(heard(client), text_frame("heard a") + text_frame("later") + text_frame("heard b") +
                               text_frame("one") + text_frame("heard c"));
  tell("two");
  EXPECT_TRUE(heard(client).ends_with(text_frame("two")));
}

TEST_F(ServerWebsocketTest, KeepsTheRestOfWhatCameBehindWhatWaitsTwice) {
  handler_.open();
  Client& client = open();
  say(client, masked("later") + masked("later 2") + masked("a").substr(0, 3));
  run_until([&] { return heard(client).ends_with(text_frame("later 2")); });
  say(client, masked("a").substr(3));
  EXPECT_EQ(heard(client), text_frame("later") + text_frame("later 2") + text_frame("heard a"));
}

TEST_F(ServerWebsocketTest, EndsWithTheCloseThatIsSaid) {
  Client& client = open();
  say(client, masked("\x03\xE9", 0x88) + masked("a"));
  EXPECT_EQ(heard(client), closed(CloseCode::going_away));
  EXPECT_TRUE(client.has_ended());
  EXPECT_TRUE(handler_.followers.empty());
}

TEST_F(ServerWebsocketTest, EndsWhenTheHandlerSaysSo) {
  Client& client = open();
  say(client, masked("bye") + masked("a"));
  EXPECT_EQ(heard(client), text_frame("heard bye"));
  EXPECT_TRUE(client.has_ended());
}

TEST_F(ServerWebsocketTest, EndsWithAFaultOfTheHandlerAndNobodyElseDoes) {
  handler_.open();
  Client& other = open();
  for (const char* message : {"throw", "later throw"}) {
    Client& client = open();
    client.say(masked(message));
    run_until([&] { return client.has_ended(); });
    EXPECT_EQ(heard(client), closed(CloseCode::internal_error)) << message;
  }
  say(other, masked("a"));
  EXPECT_EQ(heard(other), text_frame("heard a"));
}

TEST_F(ServerWebsocketTest, LetsGoOfAMessageThatDoesNotCome) {
  options_.deadlines.body = 30ms;
  Client& client = open();
  say(client, masked("abc").substr(0, 7));
  run_until([&] { return client.has_ended(); });
  EXPECT_EQ(heard(client), closed(CloseCode::policy_violation));
}

TEST_F(ServerWebsocketTest, WaitsForThePiecesOfAMessageWhileOthersAreTold) {
  Client& client = open();
  say(client, masked("a", 0x01));
  tell("one");
  say(client, masked("", 0x89));
  say(client, masked("b", 0x80));
  EXPECT_EQ(heard(client), text_frame("one") + pong_frame("") + text_frame("heard ab"));
}

TEST_F(ServerWebsocketTest, ForgetsWhoHangsUpWhateverTheyWereAbout) {
  for (const std::string& bytes : {std::string(), masked("a", 0x01), masked("abc").substr(0, 4),
                                   masked("later"), masked("later") + masked("a", 0x01)}) {
    Client& client = open();
    say(client, bytes);
    EXPECT_EQ(handler_.followers.size(), 1U);
    client.hang_up();
    handler_.open();
    run_until([&] { return server_.connections() == 0; });
    EXPECT_TRUE(handler_.followers.empty());
    handler_.shut();
  }
  tell("to nobody");
}

TEST_F(ServerWebsocketTest, IsTurnedAwayWhenTheServerStops) {
  Client& client = open();
  stop();
  run_until([&] { return client.has_ended(); });
  client.hang_up();
  Client& late = connect();
  late.say(get("/socket"));
  run();
  EXPECT_THAT(late.received(), testing::Not(HasSubstr(" 101 ")));
  late.hang_up();
  run_until([&] { return stopped_ == 1; });
}

TEST_F(ServerWebsocketTest, ReadsNoMoreFromWhoDoesNotTakeTheAnswers) {
  options_.deadlines.write_stall = 50ms;
  Client& client = open();
  std::string many;
  for (int i = 0; i < 2'000; ++i) {
    many += masked(std::string(120, 'x'));
  }
  for (int i = 0; i < 100; ++i) {
    client.say(many);
    run_for(1ms);
  }
  run_until([&] { return server_.connections() == 0; });
  EXPECT_TRUE(handler_.followers.empty());
}

TEST_F(ServerWebsocketTest, WakesOneAlone) {
  Client& first = open();
  Client& second = open();
  handler_.told.emplace_back("one");
  handler_.followers.back()->wake();
  run();
  EXPECT_EQ(heard(first), "");
  EXPECT_EQ(heard(second), text_frame("one"));
}

TEST_F(ServerWebsocketTest, LetsAPollWaitOnUntilItsFollowerHasAnAnswer) {
  Client& client = connect();
  client.say(get("/follow"));
  run();
  wake();
  run();
  EXPECT_TRUE(client.answers().empty());
  tell("one");
  EXPECT_EQ(client.bodies(), std::vector<std::string>{"one"});
  EXPECT_TRUE(handler_.followers.empty());
  client.say(get("/next"));
  run();
  EXPECT_EQ(client.bodies().back(), "/next");
}

TEST_F(ServerWebsocketTest, AnswersAPollWhenItsTimeIsUpOrTheServerStops) {
  handler_.wait = 20ms;
  Client& timed_out = connect();
  timed_out.say(get("/follow"));
  run_until([&] { return timed_out.bodies().size() == 1; });
  handler_.wait = 1min;
  Client& waits = connect();
  waits.say(get("/follow"));
  run();
  Client& gone = connect();
  gone.say(get("/follow"));
  run();
  gone.hang_up();
  run();
  EXPECT_EQ(handler_.followers.size(), 1U);
  stop();
  run_until([&] { return waits.bodies().size() == 1; });
}

}  // namespace
}  // namespace skillboard
