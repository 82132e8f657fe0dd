#include "skillboard/http/uri.hpp"

#include <gtest/gtest.h>

#include <array>

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

TEST(Authority, IsAHostAndPerhapsAPort) {
  for (const auto& [authority, host, port] : {std::array{"a.test", "a.test", ""},
                                              {"a.test:80", "a.test", "80"},
                                              {"[::1]", "[::1]", ""},
                                              {"[::1]:80", "[::1]", "80"},
                                              {"a:", "a", ""},
                                              {"", "", ""}}) {
    EXPECT_EQ(split_authority(authority).host, host) << authority;
    EXPECT_EQ(split_authority(authority).port, port) << authority;
  }
}

TEST(UrlStart, EndsWhereThePathBegins) {
  for (const auto* url :
       {"https://a.test:1", "https://a.test:1/", "https://a.test:1?b://c", "https://a.test:1#/"}) {
    EXPECT_EQ(read_url_start(url).scheme, "https") << url;
    EXPECT_EQ(read_url_start(url).authority, "a.test:1") << url;
  }
}

TEST(UrlStart, IsNothingWithoutAScheme) {
  for (const auto* text : {"", "null", "a.test", "//a.test", "http:/a.test"}) {
    EXPECT_EQ(read_url_start(text).scheme, "") << text;
    EXPECT_EQ(read_url_start(text).authority, "") << text;
  }
}

}  // namespace
}  // namespace skillboard
