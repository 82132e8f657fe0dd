#include "skillboard/names/base32.hpp"

#include <gtest/gtest.h>

namespace skillboard {
namespace {

// RFC 4648, section 10, in another alphabet.
TEST(Base32, writes_five_bits_a_character_and_fills_the_last) {
  EXPECT_EQ(to_base32(""), "");
  EXPECT_EQ(to_base32("f"), "cr");
  EXPECT_EQ(to_base32("fo"), "csqg");
  EXPECT_EQ(to_base32("foo"), "csqpy");
  EXPECT_EQ(to_base32("foob"), "csqpyrg");
  EXPECT_EQ(to_base32("fooba"), "csqpyrk1");
  EXPECT_EQ(to_base32("foobar"), "csqpyrk1e8");
}

TEST(Base32, writes_bytes_beyond_ascii) {
  EXPECT_EQ(to_base32("\xff\xff\xff\xff\xff"), "zzzzzzzz");
  EXPECT_EQ(to_base32(std::string(32, '\xff')), std::string(51, 'z') + "g");
}

}  // namespace
}  // namespace skillboard
