#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "skillboard/http/message_rules.hpp"

namespace skillboard {
namespace {

using boost::beast::http::verb;

struct Target {
  verb method = verb::get;
  std::string_view target;
  std::string_view path;
  std::string_view query;
  std::string_view authority = "field.example";
};

class GoodTarget : public testing::TestWithParam<Target> {};

TEST_P(GoodTarget, IsTakenApart) {
  Request request;
  request.method = GetParam().method;
  request.fields = {{"Host", "field.example"}};

  ASSERT_EQ(resolve_target(GetParam().target, request), std::nullopt) << GetParam().target;
  EXPECT_EQ(request.path, GetParam().path);
  EXPECT_EQ(request.query, GetParam().query);
  EXPECT_EQ(request.authority, GetParam().authority);
}

INSTANTIATE_TEST_SUITE_P(
    OriginForm, GoodTarget,
    testing::Values(Target{.target = "/", .path = "/", .query = ""},
                    Target{.target = "//", .path = "//", .query = ""},
                    Target{.target = "//a.example/b", .path = "//a.example/b", .query = ""},
                    Target{.target = "/a/../b", .path = "/a/../b", .query = ""},
                    Target{.target = "/?", .path = "/", .query = ""},
                    Target{.target = "/a?b=c&d?/e", .path = "/a", .query = "b=c&d?/e"},
                    Target{.target = "/a%2Fb%C3%A9", .path = "/a%2Fb%C3%A9", .query = ""},
                    Target{.target = "/?q=%FF%00", .path = "/", .query = "q=%FF%00"},
                    Target{
                        .target = "/-._~!$&'()*+,;=:@", .path = "/-._~!$&'()*+,;=:@", .query = ""},
                    Target{.target = "/http://x", .path = "/http://x", .query = ""}));

INSTANTIATE_TEST_SUITE_P(
    AbsoluteForm, GoodTarget,
    testing::Values(
        Target{
            .target = "http://a.example/b?c", .path = "/b", .query = "c", .authority = "a.example"},
        Target{.target = "HTTPS://A.example:8000/",
               .path = "/",
               .query = "",
               .authority = "A.example:8000"},
        Target{.target = "http://a.example", .path = "/", .query = "", .authority = "a.example"},
        Target{.target = "http://a.example?b/c",
               .path = "/",
               .query = "b/c",
               .authority = "a.example"},
        Target{.target = "http://[::1]:80/", .path = "/", .query = "", .authority = "[::1]:80"},
        Target{.target = "http://a.example//b",
               .path = "//b",
               .query = "",
               .authority = "a.example"}));

INSTANTIATE_TEST_SUITE_P(
    Options, GoodTarget,
    testing::Values(Target{.method = verb::options, .target = "*", .path = "*", .query = ""},
                    Target{.method = verb::options, .target = "/", .path = "/", .query = ""},
                    Target{.method = verb::options,
                           .target = "http://a.example",
                           .path = "*",
                           .query = "",
                           .authority = "a.example"},
                    Target{.method = verb::options,
                           .target = "http://a.example/",
                           .path = "/",
                           .query = "",
                           .authority = "a.example"},
                    Target{.method = verb::options,
                           .target = "http://a.example?",
                           .path = "/",
                           .query = "",
                           .authority = "a.example"}));

class BadTarget : public testing::TestWithParam<std::string> {};

TEST_P(BadTarget, IsRefused) {
  Request request;
  request.method = verb::get;
  request.fields = {{"Host", "field.example"}};

  EXPECT_THAT(resolve_target(GetParam(), request), testing::Optional(MessageFault::bad_target));
}

INSTANTIATE_TEST_SUITE_P(NoForm, BadTarget,
                         testing::Values("", "*", "a", "a/b", "?a", "#", "**", "*/", "a:80",
                                         "a.example:443", "\\", "./a", "../a"));
INSTANTIATE_TEST_SUITE_P(NotOurScheme, BadTarget,
                         testing::Values("ftp://a/", "http:/a", "http:a", "http:", "file:///a",
                                         "ws://a/", "httpx://a/", "://a/", "http//a/"));
INSTANTIATE_TEST_SUITE_P(Authority, BadTarget,
                         testing::Values("http://", "http:///a", "http://?a", "http://u@a/",
                                         "http://u:p@a/", "http://:80/", "http://a:b/",
                                         "http://a b/", "http://[::1/", "http://a\\b/",
                                         "http://a,b/", "http://a#b"));
INSTANTIATE_TEST_SUITE_P(Character, BadTarget,
                         testing::Values("/a b", "/a#b", "/a\"b", "/<a>", "/a\\b", "/a^b", "/a`b",
                                         "/{a}", "/a|b", "/[a]", "/?[a]", "/?a#b", "/?a\"",
                                         "/caf\xC3\xA9", "/\xC0\xAF", "/?\xC3\xA9", "/a\x7F",
                                         std::string("/\0", 2), "/a\tb", "http://a/\xC3\xA9"));
INSTANTIATE_TEST_SUITE_P(Escape, BadTarget,
                         testing::Values("/%", "/%2", "/%zz", "/%2g", "/?%", "/?%4", "/?%zz",
                                         "/a%2/b", "http://a/%", "/%u0041"));
INSTANTIATE_TEST_SUITE_P(NotUtf8, BadTarget,
                         testing::Values("/%FF", "/%C0%AF", "/%E0%80%AF", "/%ED%A0%80", "/%C3/%A9",
                                         "http://a/%80"));
INSTANTIATE_TEST_SUITE_P(ControlCharacter, BadTarget, testing::Values("/%00", "/a%0D%0Ab", "/%7f"));

TEST(Target, InAbsoluteFormNeedsNoHostField) {
  Request request;
  request.method = verb::get;

  EXPECT_EQ(resolve_target("http://a.example/", request), std::nullopt);
  EXPECT_EQ(request.authority, "a.example");
}

TEST(Target, LeavesTheAuthorityEmptyOnlyWithoutHost) {
  Request request;
  request.method = verb::get;
  request.authority = "left over";

  EXPECT_EQ(resolve_target("/", request), std::nullopt);
  EXPECT_EQ(request.authority, "");
}

}  // namespace
}  // namespace skillboard
