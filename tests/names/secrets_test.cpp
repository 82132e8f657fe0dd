#include "skillboard/names/secrets.hpp"

#include <gtest/gtest.h>

#include <set>

namespace skillboard {
namespace {

TEST(Secrets, are_new_each_time_and_as_long_as_asked) {
  EXPECT_EQ(random_bytes(0), "");
  EXPECT_EQ(random_bytes(32).size(), 32U);
  EXPECT_NE(random_bytes(32), random_bytes(32));
}

TEST(RandomNumbers, stay_below_their_limit_and_reach_all_there_is) {
  std::set<std::uint32_t> seen;
  for (int i = 0; i < 1'000; ++i) {
    seen.insert(random_below(8));
  }

  EXPECT_EQ(seen, (std::set<std::uint32_t>{0, 1, 2, 3, 4, 5, 6, 7}));
}

TEST(Secrets, are_equal_only_as_a_whole) {
  EXPECT_TRUE(equal_secrets("", ""));
  EXPECT_TRUE(equal_secrets("abc", "abc"));
  for (const std::string_view other : {"", "ab", "abd", "bbc", "abcd"}) {
    EXPECT_FALSE(equal_secrets("abc", other)) << other;
  }
}

TEST(Secrets, are_overwritten_where_they_stood) {
  std::string secret = "a secret that is too long for its object";
  const char* place = secret.data();
  const std::size_t size = secret.size();

  wipe(secret);

  EXPECT_TRUE(secret.empty());
  EXPECT_GE(secret.capacity(), size);
  // Beyond the first, which is the terminator of what is empty, ASan does not mind: it is reserved.
  EXPECT_EQ(std::string_view(place + 1, size - 1), std::string(size - 1, '\0'));
}

}  // namespace
}  // namespace skillboard
