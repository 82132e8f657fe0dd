#include "skillboard/names/challenges.hpp"

#include <gtest/gtest.h>

#include "skillboard/names/base64url.hpp"

namespace skillboard {
namespace {

using namespace std::chrono_literals;

class ChallengesTest : public testing::Test {
 protected:
  std::string make(std::string_view device, Ceremony ceremony = Ceremony::registration) {
    return challenges.make(device, ceremony, now);
  }

  std::optional<std::string> take(std::string_view device,
                                  Ceremony ceremony = Ceremony::registration) {
    return challenges.take(device, ceremony, now);
  }

  Challenges challenges{3};
  Instant now{1h};
};

TEST_F(ChallengesTest, are_32_new_bytes_each_time) {
  const std::string challenge = make("one");

  ASSERT_TRUE(from_base64url(challenge));
  EXPECT_EQ(from_base64url(challenge)->size(), 32U);
  EXPECT_NE(make("one"), challenge);
}

TEST_F(ChallengesTest, are_good_once) {
  const std::string challenge = make("one");

  EXPECT_EQ(take("one"), challenge);
  EXPECT_EQ(take("one"), std::nullopt);
}

TEST_F(ChallengesTest, are_of_one_device_and_ceremony) {
  const std::string registering = make("one");
  const std::string signing_in = make("one", Ceremony::authentication);
  const std::string of_another = make("two");

  EXPECT_EQ(take("three"), std::nullopt);
  EXPECT_EQ(take("two", Ceremony::authentication), std::nullopt);
  EXPECT_EQ(take("two"), of_another);
  EXPECT_EQ(take("one", Ceremony::authentication), signing_in);
  EXPECT_EQ(take("one"), registering);
}

TEST_F(ChallengesTest, are_good_for_five_minutes) {
  const std::string challenge = make("one");
  now += 5min - 1ms;
  EXPECT_EQ(take("one"), challenge);

  make("one");
  now += 5min;
  EXPECT_EQ(take("one"), std::nullopt);
}

TEST_F(ChallengesTest, take_the_place_of_former_ones) {
  make("one");
  const std::string second = make("one");

  EXPECT_EQ(take("one"), second);
  EXPECT_EQ(take("one"), std::nullopt);
}

TEST_F(ChallengesTest, go_when_there_are_too_many_the_oldest_first) {
  make("one");
  const std::string second = make("two");
  make("three");
  make("four");

  EXPECT_EQ(take("one"), std::nullopt);
  EXPECT_EQ(take("two"), second);
}

}  // namespace
}  // namespace skillboard
