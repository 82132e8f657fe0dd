#include "skillboard/polling/waiting_room.hpp"

#include <boost/asio/post.hpp>
#include <sys/eventfd.h>

#include <algorithm>

#include "polling/room_fixture.hpp"

namespace skillboard {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

using Kind = WaitingRoom::Next::Kind;
using Clock = std::chrono::steady_clock;

class WaitingRoomTest : public RoomFixture {};

TEST_F(WaitingRoomTest, MakesTheParkedDueInTheOrderOfParking) {
  park(3);

  room_.wake(Reason::changed);
  EXPECT_THAT(heard_, IsEmpty());  // only from the loop
  run();

  EXPECT_THAT(heard_, ElementsAre("due 0 changed", "due 1 changed", "due 2 changed"));
  EXPECT_EQ(room_.parked(), 0U);
  EXPECT_EQ(room_.size(), 3U);
}

TEST_F(WaitingRoomTest, LetsWhoParksDuringAWakeWaitForTheNext) {
  park(200);
  on_due_ = [](std::size_t number) { return next(Kind::parked, number); };

  room_.wake(Reason::changed);
  run();
  EXPECT_THAT(heard_, SizeIs(200));

  room_.wake(Reason::changed);
  run();
  EXPECT_THAT(heard_, SizeIs(400));
}

TEST_F(WaitingRoomTest, ReachesWhoParkedDuringAWakeWithOneThatOverlaps) {
  park(200);
  on_due_ = [&](std::size_t number) {
    if (heard_.size() == 100) {
      room_.wake(Reason::stopping);
    }
    return next(heard_.size() <= 200 ? Kind::parked : Kind::closed, number);
  };

  room_.wake(Reason::changed);
  run();

  // The hundred that had been woken before the second wake heard both; the others one of them.
  EXPECT_EQ(std::ranges::count(heard_, "due 0 stopping"), 1);
  EXPECT_EQ(std::ranges::count(heard_, "due 150 changed"), 0);
  EXPECT_EQ(std::ranges::count(heard_, "due 150 stopping"), 1);
}

TEST_F(WaitingRoomTest, WakesTenThousandInPortionsAndServesOthersInBetween) {
  for (std::size_t i = 0; i < 10'000; ++i) {
    ASSERT_TRUE(room_.admit(::eventfd(0, EFD_NONBLOCK), next(Kind::parked, i)));
  }
  std::size_t before = 0;
  std::size_t longest = 0;
  std::function<void()> somebody_else = [&] {
    longest = std::max(longest, heard_.size() - std::exchange(before, heard_.size()));
    if (room_.parked() > 0) {
      asio::post(loop_, somebody_else);
    }
  };

  room_.wake(Reason::changed);
  asio::post(loop_, somebody_else);
  run();

  EXPECT_THAT(heard_, SizeIs(10'000));
  EXPECT_LE(longest, 100U);
}

TEST_F(WaitingRoomTest, MakesAParkedSocketDueWhenItsTimeIsUp) {
  const auto begun = Clock::now();
  enter(Kind::parked, 30ms);
  enter(Kind::parked);

  run_until([&] { return !heard_.empty(); });

  EXPECT_THAT(heard_, ElementsAre("due 0 timed out"));
  EXPECT_GE(Clock::now() - begun, 30ms);
  EXPECT_EQ(room_.parked(), 1U);
}

TEST_F(WaitingRoomTest, ClosesAnIdleSocketWhenItsTimeIsUp) {
  const auto begun = Clock::now();
  const std::size_t guest = enter(Kind::idle, 30ms);

  run_until([&] { return room_.size() == 0; });

  EXPECT_THAT(heard_, ElementsAre("closing 0"));
  EXPECT_GE(Clock::now() - begun, 30ms);
  EXPECT_FALSE(is_open(guests_[guest].socket));
}

TEST_F(WaitingRoomTest, ForgetsWhoIsTakenAndTakesItBack) {
  enter(Kind::idle);
  on_readable_ = [](std::size_t, const auto&) { return next(Kind::taken, 0); };
  say(0, "a");
  run();
  EXPECT_EQ(room_.size(), 0U);

  say(0, "b");
  run();
  EXPECT_THAT(heard_, ElementsAre("readable 0 a"));

  EXPECT_TRUE(room_.admit(guests_[0].socket, next(Kind::idle, 7)));
  run();
  EXPECT_THAT(heard_, ElementsAre("readable 0 a", "readable 7 b"));
  ::close(guests_[0].socket);  // taken again
}

TEST_F(WaitingRoomTest, LeavesToTheCallerWhatCannotBeWatched) {
  const int file = ::open("/proc/self/exe", O_RDONLY);

  EXPECT_FALSE(room_.admit(file, next(Kind::idle, 0)));

  EXPECT_EQ(room_.size(), 0U);
  EXPECT_EQ(::close(file), 0);
}

TEST_F(WaitingRoomTest, ClosesTheIdleAndNotTheParked) {
  enter(Kind::idle);
  enter(Kind::parked);

  room_.close_idle();

  EXPECT_THAT(heard_, ElementsAre("closing 0"));
  EXPECT_FALSE(is_open(guests_[0].socket));
  EXPECT_TRUE(is_open(guests_[1].socket));
}

TEST_F(WaitingRoomTest, DoesNotCloseTheIdleOverWhomSomethingHasJustCome) {
  enter(Kind::idle);
  enter(Kind::idle);
  say(0, "one more");
  on_readable_ = [](std::size_t number, const auto&) { return next(Kind::closed, number); };

  room_.close_idle();

  EXPECT_THAT(heard_, ElementsAre("readable 0 one more", "closing 0", "closing 1"));
}

}  // namespace
}  // namespace skillboard
