#include "skillboard/http/same_origin.hpp"

#include <gtest/gtest.h>

namespace skillboard {
namespace {

bool another_site(std::vector<Field> fields, std::string_view authority = "board.example",
                  std::string_view public_url = "") {
  Request request;
  request.authority = authority;
  request.fields = std::move(fields);
  return from_another_site(request, public_url);
}

TEST(SameOrigin, IsWhoeverIsNoPage) {
  EXPECT_FALSE(another_site({}));
}

TEST(SecFetchSite, DecidesWhereItIsSent) {
  EXPECT_FALSE(another_site({{"Sec-Fetch-Site", "same-origin"}}));
  EXPECT_FALSE(another_site({{"Sec-Fetch-Site", "none"}}));
  for (const std::string_view site : {"cross-site", "same-site", "", "nonsense", "Same-Origin",
                                      "same-origin, cross-site", "none none"}) {
    EXPECT_TRUE(another_site({{"sec-fetch-site", site}})) << site;
  }
}

TEST(SecFetchSite, IsStrongerThanTheOrigin) {
  EXPECT_FALSE(
      another_site({{"Origin", "http://evil.example"}, {"Sec-Fetch-Site", "same-origin"}}));
  EXPECT_TRUE(another_site({{"Origin", "http://board.example"}, {"Sec-Fetch-Site", "cross-site"}}));
}

TEST(SecFetchSite, MustAgreeWithItself) {
  EXPECT_TRUE(another_site({{"Sec-Fetch-Site", "same-origin"}, {"Sec-Fetch-Site", "cross-site"}}));
}

struct Sent {
  std::string_view origin;
  std::string_view authority;
};

class OurOrigin : public testing::TestWithParam<Sent> {};

TEST_P(OurOrigin, IsTheHostOfTheRequest) {
  EXPECT_FALSE(another_site({{"Origin", GetParam().origin}}, GetParam().authority));
}

INSTANTIATE_TEST_SUITE_P(Origin, OurOrigin,
                         testing::Values(Sent{"http://board.example", "board.example"},
                                         Sent{"https://board.example", "board.example"},
                                         Sent{"https://board.example", "board.example:443"},
                                         Sent{"http://board.example", "board.example:80"},
                                         Sent{"http://board.example:80", "board.example"},
                                         Sent{"http://board.example", "board.example:"},
                                         Sent{"http://board.example", "BOARD.example"},
                                         Sent{"HTTPS://board.example", "board.example:443"},
                                         Sent{"http://localhost:8000", "localhost:8000"},
                                         Sent{"http://[::1]:8000", "[::1]:8000"},
                                         Sent{"http://[::1]", "[::1]"},
                                         Sent{"http://[::1]", "[::1]:80"}));

class AnotherOrigin : public testing::TestWithParam<Sent> {};

TEST_P(AnotherOrigin, IsAnotherSite) {
  EXPECT_TRUE(another_site({{"Origin", GetParam().origin}}, GetParam().authority));
}

INSTANTIATE_TEST_SUITE_P(
    Origin, AnotherOrigin,
    testing::Values(Sent{"http://evil.example", "board.example"},
                    Sent{"http://board.example.evil", "board.example"},
                    Sent{"http://sub.board.example", "board.example"},
                    Sent{"http://board.example:8000", "board.example"},
                    Sent{"http://board.example", "board.example:8000"},
                    Sent{"https://board.example", "board.example:80"},
                    Sent{"http://board.example", "board.example:443"},
                    Sent{"http://[::1]:1", "[::1]:2"}, Sent{"http://[::1]", "[::2]"},
                    Sent{"null", "board.example"}, Sent{"", "board.example"},
                    Sent{"board.example", "board.example"},
                    Sent{"//board.example", "board.example"}, Sent{"http://", ""},
                    Sent{"http://board.example", ""},
                    Sent{"http://evil.example@board.example", "board.example"},
                    Sent{"http://board.example http://evil.example", "board.example"}));

TEST(Origin, MustBeOursInEachField) {
  EXPECT_TRUE(
      another_site({{"Origin", "http://board.example"}, {"Origin", "http://evil.example"}}));
}

TEST(PublicUrl, IsOursBehindAProxyThatRewritesTheHost) {
  for (const std::string_view url : {"https://board.example", "https://board.example/",
                                     "https://board.example:443/talks", "HTTPS://BOARD.example"}) {
    EXPECT_FALSE(another_site({{"Origin", "https://board.example"}}, "127.0.0.1:8000", url)) << url;
  }
}

TEST(PublicUrl, CountsWithItsSchemeAndPort) {
  for (const std::string_view url : {"http://board.example", "https://board.example:8443",
                                     "https://evil.example", "board.example", "null", ""}) {
    EXPECT_TRUE(another_site({{"Origin", "https://board.example"}}, "127.0.0.1:8000", url)) << url;
  }
  EXPECT_TRUE(another_site({{"Origin", "null"}}, "127.0.0.1:8000", "null"));
}

}  // namespace
}  // namespace skillboard
