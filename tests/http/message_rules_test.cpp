#include "skillboard/http/message_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace skillboard {
namespace {

using boost::beast::http::verb;
using testing::Optional;

constexpr auto right = std::nullopt;

TEST(RawHead, MayHaveTextTabsAndLineEnds) {
  EXPECT_EQ(check_raw_head("GET / HTTP/1.1\r\nHost: a\r\nX:\ta \xC3\xA9\xFF~\r\n\r\n"), right);
  EXPECT_EQ(check_raw_head(""), right);
  EXPECT_EQ(check_raw_head("G"), right);
}

TEST(RawHead, MayNotHaveEndedYet) {
  EXPECT_EQ(check_raw_head("GET / HTTP/1.1\r"), right);
  EXPECT_EQ(check_raw_head("GET / HTTP/1.1\r\n"), right);
}

// At each place of heads of all lengths: the check takes many bytes at a time.
class WrongBytes : public testing::TestWithParam<std::string> {};

TEST_P(WrongBytes, MakeAHeadMalformedWhereverTheyStand) {
  for (std::size_t length = 0; length < 70; ++length) {
    for (std::size_t at = 0; at <= length; ++at) {
      const std::string head = std::string(at, 'a') + GetParam() + std::string(length - at, 'b');
      ASSERT_THAT(check_raw_head(head + "."), Optional(MessageFault::malformed)) << at;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(ControlCharacters, WrongBytes,
                         testing::Values(std::string(1, '\0'), "\x01", "\x07", "\b", "\v", "\f",
                                         "\x1B", "\x1F", "\x7F"));
INSTANTIATE_TEST_SUITE_P(HalfALineEnd, WrongBytes,
                         testing::Values("\r", "\n", "\r\r\n", "\r\n\n", "\n\r", "\r\n\r."));
INSTANTIATE_TEST_SUITE_P(FoldedLine, WrongBytes, testing::Values("\r\n ", "\r\n\t", "\r\n \r\n"));

TEST(RawHead, IsCheckedToItsLastByte) {
  EXPECT_THAT(check_raw_head("GET\x01"), Optional(MessageFault::malformed));
  EXPECT_THAT(check_raw_head("GET\n"), Optional(MessageFault::malformed));
}

TEST(RawHead, DoesNotBeginWithALineFeed) {
  EXPECT_THAT(check_raw_head("\n"), Optional(MessageFault::malformed));
  EXPECT_THAT(check_raw_head("\nGET / HTTP/1.1\r\n"), Optional(MessageFault::malformed));
}

TEST(RequestLine, IsMethodTargetAndVersion) {
  const auto line = read_request_line("M-SEARCH /a?b HTTP/1.1");

  ASSERT_TRUE(line);
  EXPECT_EQ(line->method, "M-SEARCH");
  EXPECT_EQ(line->target, "/a?b");
  EXPECT_FALSE(line->http_1_0);
}

TEST(RequestLine, OfALaterMinorVersionIsReadAsTheLatestWeKnow) {
  EXPECT_TRUE(read_request_line("GET / HTTP/1.0")->http_1_0);
  for (const std::string_view line : {"GET / HTTP/1.1", "GET / HTTP/1.2", "GET / HTTP/1.9"}) {
    ASSERT_TRUE(read_request_line(line)) << line;
    EXPECT_FALSE(read_request_line(line)->http_1_0) << line;
  }
}

class UnsupportedVersion : public testing::TestWithParam<std::string_view> {};

TEST_P(UnsupportedVersion, IsToldApartFromNonsense) {
  EXPECT_EQ(read_request_line(GetParam()).error(), MessageFault::unsupported_version);
}

INSTANTIATE_TEST_SUITE_P(RequestLine, UnsupportedVersion,
                         testing::Values("GET / HTTP/0.9", "GET / HTTP/2.0", "GET / HTTP/3.0",
                                         "GET / HTTP/9.9", "PRI * HTTP/2.0"));

class MalformedLine : public testing::TestWithParam<std::string_view> {};

TEST_P(MalformedLine, IsRefused) {
  const auto line = read_request_line(GetParam());

  ASSERT_FALSE(line);
  EXPECT_EQ(line.error(), MessageFault::malformed);
}

INSTANTIATE_TEST_SUITE_P(
    RequestLine, MalformedLine,
    testing::Values("", " ", "GET", "GET /", "GET / ", "GET HTTP/1.1", "GET  HTTP/1.1",
                    " GET / HTTP/1.1", "GET  / HTTP/1.1", "GET /  HTTP/1.1", "GET / HTTP/1.1 ",
                    "GET\t/ HTTP/1.1", "GET /a b HTTP/1.1", "G(T / HTTP/1.1", "G\xC3T / HTTP/1.1",
                    "GET: / HTTP/1.1", "GET / HTTP/1", "GET / HTTP/1.", "GET / HTTP/11",
                    "GET / HTTP/1.10", "GET / HTTP/01.1", "GET / HTTP/01.01", "GET / HTTP/1,1",
                    "GET / http/1.1", "GET / Http/1.1", "GET / HTTP/ 1.1", "GET / HTTP /1.1",
                    "GET / HTTPS/1.1", "GET / HTTP/a.1", "GET / HTTP/1.a", "GET / HTTP/-1.1",
                    "GET / XHTTP/1.1", "GET / HTTP1.1", "GET / ICY/1.1."));

Request with(std::vector<Field> fields) {
  Request request;
  request.method = verb::get;
  request.fields = std::move(fields);
  return request;
}

class GoodHost : public testing::TestWithParam<std::string_view> {};

TEST_P(GoodHost, IsAccepted) {
  EXPECT_EQ(check_fields(with({{"host", GetParam()}})), right);
}

INSTANTIATE_TEST_SUITE_P(Fields, GoodHost,
                         testing::Values("a", "example.org", "EXAMPLE.org.", "localhost:8000",
                                         "127.0.0.1", "127.0.0.1:80", "a:", "[::1]", "[::1]:8000",
                                         "[2001:db8::1]:", "[::ffff:127.0.0.1]", "[v1.a:b]", "a_b",
                                         "a%20b", "xn--bcher-kva.example", "a!$&'()*+;=b",
                                         "a:99999"));

class BadHost : public testing::TestWithParam<std::string_view> {};

TEST_P(BadHost, IsRefusedInEveryVersion) {
  Request request = with({{"Host", GetParam()}});
  EXPECT_THAT(check_fields(request), Optional(MessageFault::bad_host));

  request.http_1_0 = true;
  EXPECT_THAT(check_fields(request), Optional(MessageFault::bad_host));
}

INSTANTIATE_TEST_SUITE_P(Fields, BadHost,
                         testing::Values("", ":", ":80", "a,b", "a, b", "a b", "user@a",
                                         "user:password@a", "a/", "a/b", "http://a", "a?b", "a#b",
                                         "a:b", "a:80:80", "a:+80", "a:8 0", "a:-1", "a\\b", "a%",
                                         "a%2", "a%zz", "\xC3\xA9", "a\"b", "<a>", "a|b", "[::1",
                                         "::1", "[]", "[::1]a", "[::g]", "[::1]:a", "[1.2.3.4]",
                                         "user@[::1]", "[::1]@a", "[fe80::1%eth0]", "[::1]/",
                                         "a[b]"));

TEST(HostField, MustBeThereOnceFromHttp11On) {
  EXPECT_THAT(check_fields(with({})), Optional(MessageFault::bad_host));
  EXPECT_THAT(check_fields(with({{"Host", "a"}, {"host", "a"}})), Optional(MessageFault::bad_host));
  EXPECT_THAT(check_fields(with({{"Host", "a"}, {"HOST", "b"}})), Optional(MessageFault::bad_host));
}

TEST(HostField, MayBeMissingButNotRepeatedInHttp10) {
  Request request;
  request.http_1_0 = true;
  EXPECT_EQ(check_fields(request), right);

  request.fields = {{"Host", "a"}, {"Host", "a"}};
  EXPECT_THAT(check_fields(request), Optional(MessageFault::bad_host));
}

TEST(Method, ThatAsksForATunnelIsRefused) {
  Request request = with({{"Host", "a:443"}});
  request.method = verb::connect;

  EXPECT_THAT(check_fields(request), Optional(MessageFault::tunnel));
}

TEST(Expectation, CanOnlyBeToBeToldToGoOn) {
  const auto check = [](std::string_view value) {
    return check_fields(with({{"Host", "a"}, {"Expect", value}}));
  };
  for (const std::string_view met : {"100-continue", "100-Continue", "", ",100-continue,"}) {
    EXPECT_EQ(check(met), right) << met;
  }
  for (const std::string_view unmet :
       {"200-ok", "100-continued", "100", "100-continue, x", "x, 100-continue", "100-continue;a",
        "100-continue=1", "\"100-continue\""}) {
    EXPECT_THAT(check(unmet), Optional(MessageFault::unmet_expectation)) << unmet;
  }
}

TEST(Expectation, IsLookedForInEveryField) {
  EXPECT_THAT(check_fields(with({{"Host", "a"}, {"Expect", "100-continue"}, {"expect", "x"}})),
              Optional(MessageFault::unmet_expectation));
}

TEST(Expectation, IsIgnoredInHttp10) {
  Request request = with({{"Expect", "x"}});
  request.http_1_0 = true;

  EXPECT_EQ(check_fields(request), right);
}

}  // namespace
}  // namespace skillboard
