#include "skillboard/http/listener.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>

#include <fstream>

#include "http/listener_fixture.hpp"

namespace skillboard {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

class ListenAddressTest : public testing::TestWithParam<const char*> {};

TEST(ListenAddress, IsReadAsItIsWritten) {
  const auto v4 = ListenAddress::parse("127.0.0.1:8000");
  const auto v6 = ListenAddress::parse("[::1]:0");
  const auto name = ListenAddress::parse("localhost:65535");
  const auto path = ListenAddress::parse("unix:/run/a:b");

  EXPECT_EQ(v4->host + " " + v4->port, "127.0.0.1 8000");
  EXPECT_EQ(v6->host + " " + v6->port, "::1 0");
  EXPECT_EQ(name->host + " " + name->port, "localhost 65535");
  EXPECT_EQ(path->path, "/run/a:b");
}

TEST_P(ListenAddressTest, IsRefusedWithASentence) {
  const auto address = ListenAddress::parse(GetParam());

  ASSERT_FALSE(address);
  EXPECT_THAT(address.error(), HasSubstr("is not an address to listen on."));
}

INSTANTIATE_TEST_SUITE_P(Wrong, ListenAddressTest,
                         testing::Values("", "8000", "localhost", "localhost:", "localhost:65536",
                                         "localhost:-1", "localhost:80x", ":80", "::1:80", "[]:80",
                                         "unix:", "[::1:80"));

class ListenerTest : public ListenerFixture {};

TEST_F(ListenerTest, AcceptsNonBlockingConnections) {
  ASSERT_TRUE(open("127.0.0.1:0"));
  listener_->start();

  EXPECT_TRUE(call());
  EXPECT_TRUE(call());
  run();

  ASSERT_THAT(accepted_, SizeIs(2));
  EXPECT_NE(::fcntl(accepted_[0], F_GETFL) & O_NONBLOCK, 0);
  EXPECT_NE(::fcntl(accepted_[0], F_GETFD) & FD_CLOEXEC, 0);
}

TEST_F(ListenerTest, SaysWhoIsAtTheOtherEnd) {
  ASSERT_TRUE(open("127.0.0.1:0"));
  listener_->start();
  EXPECT_TRUE(call());
  run();

  ASSERT_TRUE(open("unix:" + path("who.sock")));
  listener_->start();
  EXPECT_TRUE(call(path("who.sock")));
  run();

  ASSERT_THAT(peers_, SizeIs(2));
  EXPECT_EQ(peers_[0].to_string(), "127.0.0.1");
  EXPECT_FALSE(peers_[1].is_known());
}

TEST_F(ListenerTest, AcceptsMoreThanOnePortion) {
  ASSERT_TRUE(open("127.0.0.1:0"));
  for (int i = 0; i < 150; ++i) {
    ASSERT_TRUE(call());
  }

  listener_->start();
  run();

  EXPECT_THAT(accepted_, SizeIs(150));
}

TEST_F(ListenerTest, SaysHowItIsReached) {
  ASSERT_TRUE(open("127.0.0.1:0"));
  EXPECT_THAT(listener_->url(), StartsWith("http://127.0.0.1:"));

  ASSERT_TRUE(open("unix:" + path("a.sock")));
  EXPECT_EQ(listener_->url(), "unix:" + path("a.sock"));
}

TEST_F(ListenerTest, TakesWhatIsInTheBacklogWhenItStops) {
  ASSERT_TRUE(open("127.0.0.1:0"));
  listener_->start();
  EXPECT_TRUE(call());

  listener_->stop();
  run();

  EXPECT_THAT(accepted_, SizeIs(1));
  EXPECT_EQ(loop_.run_for(300ms), 0U);  // nothing is left to wait for, or to be warned of
}

TEST_F(ListenerTest, TellsThatAnotherListensThere) {
  ASSERT_TRUE(open("127.0.0.1:0"));
  Listener second(loop_, [](int, const ClientAddress&) {});

  const auto opened = second.open(*ListenAddress::parse("127.0.0.1:" + std::to_string(port())));

  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error(), StartsWith("Another program listens on 127.0.0.1 port "));
}

TEST_F(ListenerTest, AcceptsOverASocketFileAndRemovesItAtLast) {
  const std::string file = path("a.sock");
  ASSERT_TRUE(open("unix:" + file));
  listener_->start();

  EXPECT_TRUE(call(file));
  run();
  EXPECT_THAT(accepted_, SizeIs(1));

  listener_->stop();
  EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(ListenerTest, ReplacesASocketFileThatNobodyListensOn) {
  const std::string file = path("a.sock");
  ASSERT_TRUE(open("unix:" + file));
  listener_.reset();
  ASSERT_TRUE(std::filesystem::exists(file));

  EXPECT_TRUE(open("unix:" + file));
  EXPECT_TRUE(call(file));
}

TEST_F(ListenerTest, LeavesASocketFileToWhoListensOnIt) {
  const std::string file = path("a.sock");
  ASSERT_TRUE(open("unix:" + file));
  Listener second(loop_, [](int, const ClientAddress&) {});

  EXPECT_FALSE(second.open(*ListenAddress::parse("unix:" + file)));

  EXPECT_TRUE(call(file));
}

TEST_F(ListenerTest, ReplacesNoFileThatIsNotASocket) {
  const std::string file = path("board.db");
  std::ofstream(file) << "all our talks";

  EXPECT_FALSE(open("unix:" + file));

  EXPECT_EQ(std::filesystem::file_size(file), 13U);
}

}  // namespace
}  // namespace skillboard
