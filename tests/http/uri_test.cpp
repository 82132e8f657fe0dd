#include "skillboard/http/uri.hpp"

#include <gtest/gtest.h>

namespace skillboard {
namespace {

TEST(UriText, HasTheCharactersOfItsPart) {
  EXPECT_TRUE(is_uri_text("", in_path));
  EXPECT_TRUE(is_uri_text("a-._~!$&'()*+;=", in_host));
  EXPECT_TRUE(is_uri_text("/a:@,", in_path));
  EXPECT_TRUE(is_uri_text("/a:@,?", in_query));
  EXPECT_FALSE(is_uri_text("a,b", in_host));
  EXPECT_FALSE(is_uri_text("a/b", in_host));
  EXPECT_FALSE(is_uri_text("a?b", in_path));
  EXPECT_FALSE(is_uri_text("a#b", in_query));
}

TEST(UriText, EndsWhereItsViewEnds) {
  const std::string_view escape = "%41";

  EXPECT_TRUE(is_uri_text(escape, in_path));
  EXPECT_FALSE(is_uri_text(escape.substr(0, 2), in_path));
  EXPECT_FALSE(is_uri_text(escape.substr(0, 1), in_path));
}

TEST(HexValue, IsThatOfADigit) {
  EXPECT_EQ(hex_value('0'), 0);
  EXPECT_EQ(hex_value('9'), 9);
  EXPECT_EQ(hex_value('a'), 10);
  EXPECT_EQ(hex_value('F'), 15);
  for (const char other : {'/', ':', '@', 'G', '`', 'g', '\x10', '\x1A', '\xC1', '\0'}) {
    EXPECT_EQ(hex_value(other), -1) << other;
  }
}

}  // namespace
}  // namespace skillboard
