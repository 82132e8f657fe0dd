// Answers without an end: how they are framed, go on, and end.

#include "http/server_fixture.hpp"

namespace skillboard {
namespace {

using namespace std::chrono_literals;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

class ServerStreamTest : public ServerFixture {
 protected:
  Client& listen(std::string_view line = "GET /stream HTTP/1.1") {
    Client& client = connect();
    client.say(request(line));
    run();
    client.take();
    return client;
  }

  // What came behind the head.
  static std::string heard(Client& client) {
    client.take();
    const std::string& all = client.received();
    return all.substr(all.find("\r\n\r\n") + 4);
  }
};

TEST_F(ServerStreamTest, goes_on_in_chunks_each_time_that_there_is_something_to_say) {
  Client& client = listen();
  EXPECT_THAT(client.received(), HasSubstr("\r\nTransfer-Encoding: chunked\r\n"));
  EXPECT_THAT(client.received(), Not(HasSubstr("Content-Length")));
  EXPECT_EQ(heard(client), "1\r\n0\r\n");

  tell("one");
  tell(std::string(17, 'x'));
  EXPECT_EQ(heard(client), "1\r\n0\r\n3\r\none\r\n11\r\nxxxxxxxxxxxxxxxxx\r\n");
}

TEST_F(ServerStreamTest, says_nothing_when_there_is_nothing_to_say) {
  Client& client = listen();
  wake();
  run();
  EXPECT_EQ(heard(client), "1\r\n0\r\n");
  EXPECT_FALSE(client.has_ended());
}

TEST_F(ServerStreamTest, is_asked_again_after_each_wait) {
  handler_.wait = 20ms;
  Client& client = listen();
  run_until([&] { return heard(client) == "1\r\n0\r\n1\r\n.\r\n1\r\n.\r\n"; });
}

TEST_F(ServerStreamTest, ends_with_the_connection_for_who_knows_no_chunks) {
  Client& client = listen("GET /stream HTTP/1.0");
  EXPECT_THAT(client.received(), HasSubstr("\r\nConnection: close\r\n"));
  EXPECT_THAT(client.received(), Not(HasSubstr("Transfer-Encoding")));
  tell("one");
  EXPECT_EQ(heard(client), "0one");
  stop();
  run();
  EXPECT_TRUE(client.has_ended());
  EXPECT_EQ(heard(client), "0one");
}

TEST_F(ServerStreamTest, is_ended_when_the_server_stops_with_all_that_was_to_be_said) {
  Client& client = listen();
  handler_.told.emplace_back("last");
  stop();
  run_until([&] { return client.has_ended(); });
  EXPECT_EQ(heard(client), "1\r\n0\r\n4\r\nlast\r\n0\r\n\r\n");
  client.hang_up();
  run_until([&] { return stopped_ == 1; });
}

TEST_F(ServerStreamTest, has_a_head_alone_for_HEAD) {
  Client& client = listen("HEAD /stream HTTP/1.1");
  EXPECT_EQ(heard(client), "");
  client.say(get("/next"));
  run();
  EXPECT_THAT(heard(client), EndsWith("/next"));
}

TEST_F(ServerStreamTest, counts_as_somebody_who_waits) {
  options_.waiters = 1;
  Client& client = listen();
  EXPECT_THAT(listen().received(), HasSubstr("HTTP/1.1 503 "));
  client.hang_up();
  run();
  EXPECT_THAT(listen().received(), HasSubstr("HTTP/1.1 200 "));
}

TEST_F(ServerStreamTest, tells_who_reads_slowly_all_of_it_in_order) {
  Client& client = listen();
  for (char letter = 'a'; letter < 'k'; ++letter) {
    tell(std::string(300'000, letter));
  }
  Client& other = listen();
  EXPECT_EQ(server_.connections(), 2U);
  run_until([&] {
    client.take(50'000);
    return client.received().ends_with("j\r\n");
  });
  const std::string text = heard(client);
  std::size_t at = 0;
  for (char letter = 'a'; letter < 'k'; ++letter) {
    at = text.find(std::string(300'000, letter), at);
    ASSERT_NE(at, std::string::npos) << letter;
  }
  tell("z");
  for (Client* const each : {&client, &other}) {
    run_until([&] {
      each->take(50'000);
      return each->received().ends_with("\r\n1\r\nz\r\n");
    });
  }
}

TEST_F(ServerStreamTest, lets_go_of_who_does_not_read) {
  options_.deadlines.write_stall = 50ms;
  listen();
  tell(std::string(5'000'000, 'x'));
  run_until([&] { return server_.connections() == 0; });
}

TEST_F(ServerStreamTest, is_over_when_its_listener_hangs_up) {
  listen().hang_up();
  run();
  EXPECT_EQ(server_.connections(), 0U);
  tell("to nobody");
}

}  // namespace
}  // namespace skillboard
