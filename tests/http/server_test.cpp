#include "skillboard/http/server.hpp"

#include <sys/socket.h>

#include <algorithm>

#include "http/server_fixture.hpp"

namespace skillboard {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class ServerTest : public ServerFixture {
 protected:
  // What a client gets that says this in one go.
  std::vector<Answer> ask(std::string_view bytes) {
    Client& client = connect();
    client.say(bytes);
    run();
    return client.answers();
  }
};

TEST_F(ServerTest, AnswersOneRequestAfterTheOtherOverOneConnection) {
  Client& client = connect();

  client.say(get("/one"));
  run();
  client.say(request("PUT /two HTTP/1.1", "", ":body"));
  run();

  EXPECT_THAT(client.bodies(), ElementsAre("/one", "/two:body"));
  EXPECT_FALSE(client.has_ended());
  EXPECT_EQ(server_.connections(), 1U);
}

TEST_F(ServerTest, TakesARequestThatIsSplitAnywhere) {
  const std::string whole = "\r\n" + request("PUT /a HTTP/1.1", "X: y\r\n", ":body") + get("/b");
  for (std::size_t split = 1; split < whole.size(); ++split) {
    Client& client = connect();

    client.say(whole.substr(0, split));
    run();
    client.say(whole.substr(split));
    run();

    ASSERT_THAT(client.bodies(), ElementsAre("/a:body", "/b")) << split;
    client.hang_up();
  }
}

TEST_F(ServerTest, TakesARequestByteByByte) {
  Client& client = connect();

  for (const char byte : request("PUT /a HTTP/1.1", "Transfer-Encoding: chunked\r\n") +
                             "2;x=y\r\n:b\r\n3\r\nody\r\n0\r\n\r\n") {
    client.say({&byte, 1});
    run();
  }

  EXPECT_THAT(client.bodies(), ElementsAre("/a:body"));
}

TEST_F(ServerTest, AnswersPipelinedRequestsInOrderAndInOneSend) {
  Client& client = connect(SOCK_SEQPACKET);  // keeps what was sent at once apart from the rest

  client.say(get("/one") + get("/two") + get("/three"));
  run();

  client.take(1);  // which loses the rest of what was sent with this byte
  EXPECT_THAT(client.answers(), IsEmpty());
  EXPECT_THAT(handler_.heard, ElementsAre("/one", "/two", "/three"));
}

TEST_F(ServerTest, AnswersThousandsOfPipelinedRequestsInOrder) {
  std::string bytes;
  std::vector<std::string> expected;
  for (int i = 0; i < 2'000; ++i) {
    expected.push_back("/" + std::to_string(i));
    bytes += get(expected.back());
  }
  Client& client = connect();

  EXPECT_EQ(client.say(bytes), bytes.size());
  run_until([&] { return client.take() == 0 && client.bodies().size() == 2'000; });

  EXPECT_EQ(client.bodies(), expected);
}

TEST_F(ServerTest, LetsOthersHaveATurnBetweenManyPipelinedRequests) {
  std::string many;
  for (int i = 0; i < 1'000; ++i) {
    many += get("/many");
  }
  connect().say(many);
  connect().say(get("/one"));

  const auto heard_one = [&] { return std::ranges::find(handler_.heard, "/one"); };
  run_until([&] { return heard_one() != handler_.heard.end(); });

  EXPECT_LT(heard_one() - handler_.heard.begin(), 100);
}

TEST_F(ServerTest, AnswersWhatDoesNotFitIntoOneRead) {
  std::string bytes;
  while (bytes.size() < 150'000) {
    bytes += request("PUT /a HTTP/1.1", "", std::string(20'000, 'x'));
  }
  Client& client = connect();

  EXPECT_EQ(client.say(bytes), bytes.size());
  run_until([&] { return client.answers().size() == 8; });
}

TEST_F(ServerTest, SendsNoBodyToAHead) {
  Client& client = connect();

  client.say(request("HEAD /a HTTP/1.1") + request("HEAD /a HTTP/1.1"));
  run();

  const auto answers = client.answers(true);
  ASSERT_THAT(answers, SizeIs(2));
  EXPECT_TRUE(answers[1].says("Content-Length: 2\r\n"));
}

TEST_F(ServerTest, ClosesAsTheClientWishes) {
  const auto closing = ask(request("GET / HTTP/1.1", "Connection: close\r\n") + get("/unheard"));
  const auto old = ask(request("GET / HTTP/1.0"));
  const auto old_and_open = ask(request("GET / HTTP/1.0", "Connection: keep-alive\r\n"));

  ASSERT_THAT(closing, SizeIs(1));
  EXPECT_TRUE(closing[0].says("Connection: close\r\n"));
  EXPECT_TRUE(old[0].says("Connection: close\r\n"));
  EXPECT_TRUE(old_and_open[0].says("Connection: keep-alive\r\n"));
  EXPECT_TRUE(clients_[0].has_ended());
  EXPECT_TRUE(clients_[1].has_ended());
  EXPECT_FALSE(clients_[2].has_ended());
}

TEST_F(ServerTest, AnswersWhatCameBeforeAFaultAndThenTheFault) {
  const auto answers = ask(get("/one") + "nonsense\r\n\r\n" + get("/two"));

  ASSERT_THAT(answers, SizeIs(2));
  EXPECT_EQ(answers[0].body, "/one");
  EXPECT_EQ(answers[1].status, 400U);
  EXPECT_TRUE(answers[1].says("Connection: close\r\n"));
  EXPECT_TRUE(clients_[0].has_ended());
}

TEST_F(ServerTest, GoesOnAfterABugOfItsHandler) {
  const auto answers = ask(get("/throw") + get("/next"));

  ASSERT_THAT(answers, SizeIs(2));
  EXPECT_EQ(answers[0].status, 500U);
  EXPECT_EQ(answers[1].body, "/next");
}

TEST_F(ServerTest, AnswersWhoSendsNothingMore) {
  Client& client = connect();

  client.say(get("/last"));
  client.finish();
  run();

  EXPECT_THAT(client.bodies(), ElementsAre("/last"));
  EXPECT_TRUE(client.has_ended());
  EXPECT_EQ(server_.connections(), 0U);
}

TEST_F(ServerTest, TellsWhoIsOneTooManyAndHasRoomForTheNext) {
  options_.connections = 2;
  connect();
  connect();

  Client& third = connect();
  run();
  ASSERT_THAT(third.answers(), SizeIs(1));
  EXPECT_EQ(third.answers()[0].status, 503U);
  EXPECT_TRUE(third.answers()[0].says("Retry-After: "));
  EXPECT_TRUE(third.has_ended());

  third.hang_up();
  clients_[0].hang_up();
  run();
  EXPECT_THAT(ask(get("/next")), SizeIs(1));
}

TEST_F(ServerTest, ClosesAnIdleConnectionAfterItsTime) {
  options_.deadlines.idle = 200ms;
  Client& client = connect();
  client.say(get("/"));
  run();
  EXPECT_FALSE(client.has_ended());

  run_until([&] { return client.has_ended(); });

  EXPECT_EQ(server_.connections(), 0U);
}

TEST_F(ServerTest, EndsAtLastWithAClientThatNeverStopsSending) {
  options_.deadlines.linger = 50ms;
  Client& client = connect();
  client.say("nonsense\r\n\r\n");
  run();
  EXPECT_TRUE(client.has_ended());

  run_until([&] {
    client.say(std::string(1'000, 'x'));
    return server_.connections() == 0;
  });
}

}  // namespace
}  // namespace skillboard
