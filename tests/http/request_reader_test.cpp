#include "skillboard/http/request_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/reading_fixture.hpp"

namespace skillboard {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;

constexpr MessageLimits limits{
    .head_bytes = 200, .target_bytes = 50, .body_bytes = 10, .fields = 4};

std::string head(std::string_view fields, std::string_view line = "GET / HTTP/1.1") {
  return std::string(line) + "\r\nHost: a\r\n" + std::string(fields) + "\r\n";
}

// A reader that keeps the bytes it was given, as it is to be used.
class Reader : public RequestReader {
 public:
  Reader() : RequestReader(limits) {}

  auto start(std::string head) { return RequestReader::start(bytes_ = std::move(head)); }

 private:
  std::string bytes_;
};

TEST(Head, IsFoundAfterEmptyLines) {
  const auto extent = find_head("\r\n\r\nGET / HTTP/1.1\r\n\r\nrest", limits);

  EXPECT_EQ(extent->begin, 4U);
  EXPECT_EQ(extent->end, 22U);
}

TEST(Head, IsNotFoundBeforeItsEnd) {
  const std::string whole = "\r\n" + head("");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto extent = find_head(whole.substr(0, size), limits);
    ASSERT_TRUE(extent) << size;
    EXPECT_EQ(extent->end, 0U) << size;
  }
  EXPECT_EQ(find_head(whole, limits)->end, whole.size());
}

class HopelessBeginning : public testing::TestWithParam<std::string> {};

TEST_P(HopelessBeginning, IsNotWaitedFor) {
  const auto extent = find_head(GetParam(), limits);

  ASSERT_FALSE(extent);
  EXPECT_EQ(extent.error(), MessageFault::malformed);
}

INSTANTIATE_TEST_SUITE_P(Head, HopelessBeginning,
                         testing::Values("\n", "GET / HTTP/1.1\n", "GET / HTTP/1.1\rH", "GET /\r\n",
                                         "GET / \r\n", "GET / HTTP/1.1\r\n Host",
                                         "\x16\x03\x01\x02", std::string(201, 'A'), "\r\n\n",
                                         std::string(1, '\0'), "\rG", "GET / http/1.1\r\n"));

TEST(Head, OfAnotherMajorVersionIsNotWaitedFor) {
  EXPECT_EQ(find_head("PRI * HTTP/2.0\r\n", limits).error(), MessageFault::unsupported_version);
}

TEST(Head, MayBeAsLargeAsTheLimit) {
  const std::string padding(limits.head_bytes - head("X: \r\n").size(), 'x');
  const std::string largest = head("X: " + padding + "\r\n");
  const std::string larger = head("X: " + padding + "x\r\n");

  ASSERT_EQ(largest.size(), limits.head_bytes);
  EXPECT_EQ(find_head(largest, limits)->end, largest.size());
  EXPECT_EQ(find_head(larger, limits).error(), MessageFault::head_too_large);
}

TEST(Head, IsReadUpToTheLimitThatHolds) {
  const std::string large = head("X: " + std::string(16'000, 'x') + "\r\n");

  EXPECT_THAT(read_all(large).requests, testing::SizeIs(1));
}

TEST(Head, IsTooLargeBeforeItsEnd) {
  const std::string begun = "GET / HTTP/1.1\r\nX: " + std::string(limits.head_bytes, 'x');

  EXPECT_EQ(find_head(begun, limits).error(), MessageFault::head_too_large);
}

TEST(Head, IsNotPutOffForEverByEmptyLines) {
  std::string lines;
  while (lines.size() <= limits.head_bytes) {
    lines += "\r\n";
  }

  EXPECT_FALSE(find_head(lines, limits));
  EXPECT_FALSE(find_head(lines + head(""), limits));
}

TEST(Head, MayHaveATargetAsLongAsTheLimit) {
  const std::string longest = "GET /" + std::string(limits.target_bytes - 1, 'x');

  EXPECT_TRUE(find_head(longest, limits));
  EXPECT_TRUE(find_head(longest + " HTTP/1.1\r\nHost: a\r\n\r\n", limits));
  EXPECT_EQ(find_head(longest + "x", limits).error(), MessageFault::target_too_long);
  EXPECT_EQ(find_head(longest + "x HTTP/1.1\r\n\r\n", limits).error(),
            MessageFault::target_too_long);
}

TEST(Request, IsReadWithAllItsFields) {
  const Reading reading = read_all(
      "PUT /talks/a%20b?c=d HTTP/1.1\r\nHost: x:80\r\nEmpty:\r\nSpaced: \t b c \t\r\n"
      "Content-Length: 5\r\n\r\nhello");

  ASSERT_EQ(reading.requests.size(), 1U);
  const ReadRequest& request = reading.requests.front();
  EXPECT_EQ(request.method, "PUT");
  EXPECT_EQ(request.path, "/talks/a%20b");
  EXPECT_EQ(request.query, "c=d");
  EXPECT_EQ(request.authority, "x:80");
  EXPECT_EQ(request.body, "hello");
  EXPECT_THAT(request.fields, ElementsAre("Host=x:80", "Empty=", "Spaced=b c", "Content-Length=5"));
  EXPECT_TRUE(request.keep_alive);
}

TEST(Request, KnowsItsMethod) {
  Reader reader;
  using boost::beast::http::verb;

  for (const auto& [name, method] : {std::pair("DELETE", verb::delete_),
                                     {"get", verb::unknown},
                                     {"FOOBAR", verb::unknown},
                                     {"OPTIONS", verb::options}}) {
    ASSERT_TRUE(reader.start(head("", std::string(name) + " / HTTP/1.1")));
    EXPECT_EQ(reader.request().method, method) << name;
    EXPECT_EQ(reader.request().method_name, name);
  }
}

TEST(Request, OfHttp10NeedsNoHostAndDoesNotPersist) {
  const Reading reading = read_all("GET / HTTP/1.0\r\n\r\n");

  ASSERT_EQ(reading.requests.size(), 1U);
  EXPECT_TRUE(reading.requests[0].http_1_0);
  EXPECT_FALSE(reading.requests[0].keep_alive);
  EXPECT_EQ(reading.requests[0].authority, "");
}

TEST(Request, OfALaterMinorVersionIsRead) {
  const Reading reading = read_all(head("", "GET /a HTTP/1.7"));

  ASSERT_EQ(reading.requests.size(), 1U);
  EXPECT_EQ(reading.requests[0].path, "/a");
  EXPECT_FALSE(reading.requests[0].http_1_0);
}

TEST(Request, MayHaveOnlySoManyFields) {
  EXPECT_THAT(read_all(head("B: 1\r\nC: 1\r\nD: 1\r\n"), limits).requests, testing::SizeIs(1));
  EXPECT_THAT(read_all(head("B: 1\r\nC: 1\r\nD: 1\r\nE: 1\r\n"), limits).fault,
              Optional(MessageFault::head_too_large));
}

TEST(Body, ThatIsDeclaredTooLargeIsRefusedAtTheHead) {
  Reader reader;

  EXPECT_TRUE(reader.start(head("Content-Length: 10\r\n")));
  EXPECT_EQ(reader.start(head("Content-Length: 11\r\n")).error(), MessageFault::body_too_large);
  EXPECT_EQ(reader.start(head("Content-Length: 18446744073709551615\r\n")).error(),
            MessageFault::body_too_large);
}

TEST(Body, ThatGrowsTooLargeInChunksIsRefused) {
  EXPECT_THAT(read_all(head("Transfer-Encoding: chunked\r\n") + "b\r\n", limits).fault,
              Optional(MessageFault::body_too_large));
}

TEST(Body, EndsWhereItsLengthSays) {
  const std::string post = head("Content-Length: 3\r\n", "POST / HTTP/1.1");

  const Reading reading = read_all(post + "abc" + post + "GET" + head(""));

  ASSERT_EQ(reading.requests.size(), 3U);
  EXPECT_EQ(reading.requests[0].body, "abc");
  EXPECT_EQ(reading.requests[1].body, "GET");
  EXPECT_EQ(reading.requests[2].body, "");
  EXPECT_EQ(reading.left, 0U);
}

TEST(Body, InChunksLeavesNoFieldOfItsTrailer) {
  const Reading reading =
      read_all(head("Transfer-Encoding: chunked\r\n") + "3\r\nabc\r\n0\r\nX: y\r\n\r\n" + head(""));

  ASSERT_EQ(reading.requests.size(), 2U);
  EXPECT_EQ(reading.requests[0].body, "abc");
  EXPECT_THAT(reading.requests[0].fields, ElementsAre("Host=a", "Transfer-Encoding=chunked"));
}

TEST(Body, IsWaitedForUntilItIsComplete) {
  Reader reader;
  ASSERT_TRUE(reader.start(head("Content-Length: 3\r\n")));

  EXPECT_EQ(*reader.feed("a"), 1U);
  EXPECT_FALSE(reader.complete());
  EXPECT_EQ(*reader.feed(""), 0U);
  EXPECT_EQ(*reader.feed("bcd"), 2U);
  EXPECT_TRUE(reader.complete());
  EXPECT_EQ(reader.request().body, "abc");
}

TEST(Continue, IsExpectedWhileTheBodyIsAwaited) {
  Reader reader;
  ASSERT_TRUE(reader.start(head("Expect: 100-continue\r\nContent-Length: 1\r\n")));
  EXPECT_TRUE(reader.expects_continue());

  ASSERT_TRUE(reader.feed("a"));
  EXPECT_FALSE(reader.expects_continue());
}

TEST(Continue, IsNotExpectedWithoutABodyOrInHttp10) {
  Reader reader;
  ASSERT_TRUE(reader.start(head("Expect: 100-continue\r\n")));
  EXPECT_FALSE(reader.expects_continue());

  ASSERT_TRUE(
      reader.start(head("Expect: 100-continue\r\nContent-Length: 1\r\n", "GET / HTTP/1.0")));
  EXPECT_FALSE(reader.expects_continue());
  ASSERT_TRUE(reader.start(head("Content-Length: 1\r\n")));
  EXPECT_FALSE(reader.expects_continue());
}

TEST(RequestReader, BeginsEachRequestAnew) {
  const std::string chunked = head("Transfer-Encoding: chunked\r\n") + "1\r\nx\r\n0\r\n\r\n";
  const std::string closing = head("Content-Length: 1\r\nConnection: close\r\n") + "y";

  const Reading reading = read_all(chunked + chunked + closing + head(""));

  ASSERT_EQ(reading.requests.size(), 4U);
  EXPECT_EQ(reading.requests[1].body, "x");
  EXPECT_FALSE(reading.requests[2].keep_alive);
  EXPECT_TRUE(reading.requests[3].keep_alive);
  EXPECT_THAT(reading.requests[3].fields, ElementsAre("Host=a"));
  EXPECT_THAT(reading.requests[3].body, IsEmpty());
}

TEST(RequestReader, ForgetsTheBodyBeforeTheNextOneCame) {
  Reader reader;
  ASSERT_TRUE(reader.start(head("Content-Length: 1\r\n")));
  ASSERT_TRUE(reader.feed("x"));

  ASSERT_TRUE(reader.start(head("Content-Length: 1\r\n")));

  EXPECT_EQ(reader.request().body, "");
}

TEST(RequestReader, RefusesAHeadThatIsNotWhole) {
  Reader reader;
  for (const char* bytes : {"", "GET", "GET / HTTP/1.0", "GET / HTTP/1.0\r\n",
                            "GET / HTTP/1.0\r\nA: b\r\n", "GET / HTTP/1.0\r\n\r\nA"}) {
    const auto started = reader.start(bytes);
    ASSERT_FALSE(started) << bytes;
    EXPECT_EQ(started.error(), MessageFault::malformed) << bytes;
  }
}

}  // namespace
}  // namespace skillboard
