#include "skillboard/storage/random_id.hpp"

#include <gtest/gtest.h>

namespace skillboard {
namespace {

TEST(RandomId, is_twelve_letters_and_digits_and_never_the_same) {
  const std::string id = make_random_id();

  EXPECT_EQ(id.size(), 12U);
  EXPECT_EQ(id.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz"), std::string::npos);
  EXPECT_NE(id, make_random_id());
}

}  // namespace
}  // namespace skillboard
