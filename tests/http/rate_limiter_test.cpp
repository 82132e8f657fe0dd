#include "skillboard/http/rate_limiter.hpp"

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>

namespace skillboard {
namespace {

using namespace std::chrono_literals;

// Twice a second, three at once.
class RateLimiterTest : public testing::Test {
 protected:
  bool take(std::string_view key = "ana") { return !limiter_.take(key, now_); }

  std::optional<std::chrono::seconds> wait(std::string_view key = "ana") {
    return limiter_.take(key, now_);
  }

  void exhaust(std::string_view key = "ana") {
    while (take(key)) {
    }
  }

  RateLimiter limiter_{{.per_second = 2, .burst = 3, .keys = 4}};
  RateLimiter::Clock::time_point now_ = RateLimiter::Clock::now();
};

TEST_F(RateLimiterTest, LetsABurstPassAndNoMore) {
  EXPECT_TRUE(take());
  EXPECT_TRUE(take());
  EXPECT_TRUE(take());
  EXPECT_FALSE(take());
}

TEST_F(RateLimiterTest, LetsOnePassAsOftenAsItsRateSays) {
  exhaust();

  now_ += 499ms;
  EXPECT_FALSE(take());
  now_ += 1ms;
  EXPECT_TRUE(take());
  EXPECT_FALSE(take());
}

TEST_F(RateLimiterTest, GathersNoMoreThanABurst) {
  exhaust();

  now_ += 24h;

  EXPECT_TRUE(take() && take() && take());
  EXPECT_FALSE(take());
}

TEST_F(RateLimiterTest, TellsHowLongToWaitInWholeSeconds) {
  exhaust();
  EXPECT_EQ(wait(), 1s);

  RateLimiter slow({.per_second = 0.1, .burst = 1});
  EXPECT_EQ(slow.take("ana", now_), std::nullopt);
  EXPECT_EQ(slow.take("ana", now_), 10s);
  EXPECT_EQ(slow.take("ana", now_ + 1ms), 10s);
  EXPECT_EQ(slow.take("ana", now_ + 9'999ms), 1s);
  EXPECT_EQ(slow.take("ana", now_ + 10s), std::nullopt);
}

TEST_F(RateLimiterTest, DoesNotPunishWhoAsksInVain) {
  exhaust();
  for (int i = 0; i < 100; ++i) {
    EXPECT_FALSE(take());
  }

  now_ += 500ms;

  EXPECT_TRUE(take());
}

TEST_F(RateLimiterTest, LimitsEachKeyByItself) {
  exhaust("ana");

  EXPECT_TRUE(take("bo"));
  EXPECT_TRUE(take(""));
}

TEST_F(RateLimiterTest, ForgetsThoseWhoseBucketIsFull) {
  take("ana");
  take("bo");
  take("cy");
  EXPECT_EQ(limiter_.size(), 3U);

  now_ += 501ms;
  take("di");
  take("di");

  EXPECT_EQ(limiter_.size(), 1U);
}

TEST_F(RateLimiterTest, ForgetsTheOneAskedForLeastRecentlyWhenThereAreTooMany) {
  for (const auto* key : {"ana", "bo", "cy", "di"}) {
    exhaust(key);
  }
  EXPECT_FALSE(take("ana"));

  exhaust("ed");

  EXPECT_EQ(limiter_.size(), 4U);
  EXPECT_FALSE(take("ana"));
  EXPECT_TRUE(take("bo"));
}

TEST_F(RateLimiterTest, TakesAnyLimitForWhatItIs) {
  RateLimiter never({.per_second = 1e-12, .burst = 1, .keys = 0});
  EXPECT_EQ(never.take("ana", now_), std::nullopt);
  EXPECT_GT(never.take("ana", now_), 24h);

  RateLimiter always({.per_second = 1e12, .burst = 1});
  for (int i = 0; i < 1000; ++i) {
    EXPECT_EQ(always.take("ana", now_), std::nullopt);
  }
}

TEST_F(RateLimiterTest, LetsNoMorePassThanABucketOfTokensWould) {
  struct Bucket {
    double tokens = 3;
    RateLimiter::Clock::time_point filled;
  };

  RateLimiter limiter({.per_second = 2, .burst = 3, .keys = 100});
  std::map<std::string, Bucket> buckets;
  std::mt19937 random(7);
  for (int step = 0; step < 20'000; ++step) {
    now_ += std::chrono::milliseconds(random() % 100 == 0 ? 2'000 : random() % 40);
    const std::string key = std::to_string(random() % 10);
    Bucket& bucket = buckets.try_emplace(key, Bucket{3, now_}).first->second;
    const std::chrono::duration<double> passed = now_ - bucket.filled;
    bucket = {std::min(3.0, bucket.tokens + passed.count() * 2), now_};

    const bool expected = bucket.tokens > 1 - 1e-6;
    bucket.tokens -= expected ? 1 : 0;

    ASSERT_EQ(!limiter.take(key, now_), expected) << step;
  }
}

}  // namespace
}  // namespace skillboard
