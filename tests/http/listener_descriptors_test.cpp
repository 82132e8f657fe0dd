#include <boost/asio/steady_timer.hpp>
#include <gmock/gmock.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <thread>

#include "http/listener_fixture.hpp"

namespace skillboard {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using testing::SizeIs;

// Lets the process have no more descriptors than it has now, until this goes.
class NoDescriptorsLeft {
 public:
  NoDescriptorsLeft() {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const int next = ::dup(0);
    ::close(next);
    const rlimit limit{static_cast<rlim_t>(next), before_.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &limit);
  }

  ~NoDescriptorsLeft() { ::setrlimit(RLIMIT_NOFILE, &before_); }

  NoDescriptorsLeft(const NoDescriptorsLeft&) = delete;
  NoDescriptorsLeft& operator=(const NoDescriptorsLeft&) = delete;

 private:
  rlimit before_{};
};

class DescriptorsTest : public ListenerFixture {
 protected:
  DescriptorsTest() {
    EXPECT_TRUE(open("127.0.0.1:0"));
    listener_->start();
    look_at_everything_once();
  }

  // UndefinedBehaviorSanitizer needs descriptors to look at the type of an object, and remembers.
  void look_at_everything_once() {
    spdlog::info("test {}", 1);
    asio::steady_timer timer(loop_, 1ms);
    timer.async_wait([](const boost::system::error_code&) {});
    EXPECT_TRUE(call());
    run_until([&] { return accepted_.size() == 1; });
    timer.wait();
    run();
  }
};

TEST_F(DescriptorsTest, NeitherEndsNorSpins) {
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(call());
  }

  std::size_t turns = 0;
  {
    const NoDescriptorsLeft shortage;
    turns = loop_.run_for(250ms);
  }
  EXPECT_LT(turns, 20U);
  EXPECT_THAT(accepted_, SizeIs(1));

  ASSERT_TRUE(call());
  run_until([&] { return accepted_.size() >= 2; });
}

TEST_F(DescriptorsTest, TurnsACallerAway) {
  ASSERT_TRUE(call());

  const NoDescriptorsLeft shortage;
  run();

  char byte = 0;
  EXPECT_EQ(::recv(callers_.back(), &byte, 1, MSG_DONTWAIT), 0);
}

TEST_F(DescriptorsTest, StopsThoughItsPauseEndsInTheSameMoment) {
  ASSERT_TRUE(call());
  {
    const NoDescriptorsLeft shortage;
    run();
  }

  asio::steady_timer first(loop_, std::chrono::steady_clock::time_point());
  first.async_wait([this](const boost::system::error_code&) { listener_->stop(); });
  std::this_thread::sleep_for(150ms);  // both are due when the loop looks, and this one first
  run();

  EXPECT_TRUE(loop_.stopped());
}

}  // namespace
}  // namespace skillboard
