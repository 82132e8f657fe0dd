#include "skillboard/polling/deadline_wheel.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace skillboard {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

using Clock = DeadlineWheel::Clock;

// Its clock stands where the test has put it, counted from the wheel's start.
class DeadlineWheelTest : public testing::Test {
 protected:
  void set(Row row, Clock::duration after_start) {
    wheel_.set(row, start_ + after_start, start_ + now_);
  }

  // All rows that are due when it is as late as this.
  std::vector<Row> expired_at(Clock::duration after_start) {
    now_ = after_start;
    std::vector<Row> rows;
    while (const auto row = wheel_.take_expired(start_ + now_)) {
      rows.push_back(*row);
    }
    return rows;
  }

  const Clock::time_point start_ = Clock::now();
  Clock::duration now_{};
  DeadlineWheel wheel_{start_};
};

TEST_F(DeadlineWheelTest, IsNeverEarlyAndOneTickLateAtTheMost) {
  std::mt19937 random(1);
  std::uniform_int_distribution<std::int64_t> nanoseconds(0, std::chrono::nanoseconds(2s).count());
  for (int i = 0; i < 2'000; ++i) {
    const Clock::duration deadline = now_ + std::chrono::nanoseconds(nanoseconds(random));
    set(1, deadline);

    const auto early = expired_at(std::max(now_, deadline - 1ns));
    const auto in_time = expired_at(deadline + DeadlineWheel::tick);

    ASSERT_THAT(early, IsEmpty()) << i;
    ASSERT_THAT(in_time, ElementsAre(1)) << i;
  }
}

TEST_F(DeadlineWheelTest, GivesRowsInTheOrderOfTheirTicks) {
  set(1, 300ms);
  set(2, 100ms);
  set(3, 200ms);

  EXPECT_THAT(expired_at(1s), ElementsAre(2, 3, 1));
}

TEST_F(DeadlineWheelTest, KnowsOneDeadlineOfARow) {
  set(1, 100ms);

  set(1, 500ms);

  EXPECT_THAT(expired_at(499ms), IsEmpty());
  EXPECT_THAT(expired_at(520ms), ElementsAre(1));
  EXPECT_THAT(expired_at(2s), IsEmpty());
}

TEST_F(DeadlineWheelTest, ForgetsADeadlineThatIsCleared) {
  set(1, 100ms);
  set(2, 100ms);

  wheel_.clear(1);

  EXPECT_THAT(expired_at(1s), ElementsAre(2));
  EXPECT_EQ(wheel_.next(), std::nullopt);
}

TEST_F(DeadlineWheelTest, SaysWhenItHasToBeAskedNext) {
  set(1, 990ms);
  set(2, 230ms);

  EXPECT_EQ(wheel_.next(), start_ + 240ms);
  EXPECT_THAT(expired_at(240ms), ElementsAre(2));
  EXPECT_EQ(wheel_.next(), start_ + 1000ms);
}

TEST_F(DeadlineWheelTest, TakesADeadlineThatHasPassedForTheNextTick) {
  EXPECT_THAT(expired_at(1s), IsEmpty());

  set(1, 500ms);

  EXPECT_EQ(wheel_.next(), start_ + 1s + DeadlineWheel::tick);
  EXPECT_THAT(expired_at(1s + DeadlineWheel::tick), ElementsAre(1));
}

TEST_F(DeadlineWheelTest, CutsADeadlineDownToItsSpan) {
  set(1, 10h);

  EXPECT_THAT(expired_at(DeadlineWheel::span - 1ms), IsEmpty());
  EXPECT_THAT(expired_at(DeadlineWheel::span + DeadlineWheel::tick), ElementsAre(1));
}

TEST_F(DeadlineWheelTest, IsNotEarlyAfterAnEmptyHour) {
  now_ = 1h;

  set(1, 1h + 10s);

  EXPECT_THAT(expired_at(1h + 9s), IsEmpty());
  EXPECT_THAT(expired_at(1h + 10s), ElementsAre(1));
}

TEST_F(DeadlineWheelTest, IsNotEarlyWhenNobodyHasAskedForLong) {
  set(1, 600s);
  now_ = 590s;

  set(2, 890s);

  EXPECT_THAT(expired_at(889s), ElementsAre(1));
  EXPECT_THAT(expired_at(890s), ElementsAre(2));
}

TEST_F(DeadlineWheelTest, GoesRoundManyTimes) {
  for (int round = 0; round < 20; ++round) {
    set(1, now_ + 600s);
    set(2, now_ + 300s);

    const auto none = expired_at(now_ + 299s);
    const auto both = expired_at(now_ + 301s);

    ASSERT_THAT(none, IsEmpty()) << round;
    ASSERT_THAT(both, UnorderedElementsAre(1, 2)) << round;
  }
}

}  // namespace
}  // namespace skillboard
