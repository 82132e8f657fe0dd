#include "skillboard/http/chunked_body.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

namespace skillboard {
namespace {

using testing::Optional;

constexpr MessageLimits limits{.head_bytes = 64, .body_bytes = 100};

struct Fed {
  std::string content;
  std::optional<MessageFault> fault;
  bool complete = false;
  std::size_t taken = 0;

  bool operator==(const Fed&) const = default;
};

// Byte by byte when `at_once` is 1.
Fed feed(std::string_view bytes, std::size_t at_once = std::string_view::npos) {
  ChunkedBody body;
  Fed fed;
  while (!bytes.empty() && !body.complete()) {
    const std::string_view piece = bytes.substr(0, at_once);
    const auto taken = body.feed(piece, limits, fed.content);
    if (!taken) {
      fed.fault = taken.error();
      return fed;
    }
    fed.taken += *taken;
    bytes.remove_prefix(piece.size());
  }
  fed.complete = body.complete();
  return fed;
}

struct Chunks {
  std::string_view bytes;
  std::string_view content;
};

class GoodChunks : public testing::TestWithParam<Chunks> {};

TEST_P(GoodChunks, AreTakenApartAndNothingAfterThem) {
  const std::string followed = std::string(GetParam().bytes) + "GET /";

  const Fed fed = feed(followed);

  EXPECT_EQ(fed.fault, std::nullopt);
  EXPECT_TRUE(fed.complete);
  EXPECT_EQ(fed.content, GetParam().content);
  EXPECT_EQ(fed.taken, GetParam().bytes.size());
}

TEST_P(GoodChunks, AreTheSameByteByByte) {
  EXPECT_EQ(feed(GetParam().bytes, 1), feed(GetParam().bytes));
}

TEST_P(GoodChunks, AreNotCompleteWithoutTheirLastByte) {
  std::string_view bytes = GetParam().bytes;
  bytes.remove_suffix(1);

  EXPECT_FALSE(feed(bytes).complete);
  EXPECT_EQ(feed(bytes).taken, bytes.size());
}

INSTANTIATE_TEST_SUITE_P(
    Data, GoodChunks,
    testing::Values(Chunks{"0\r\n\r\n", ""}, Chunks{"5\r\nhello\r\n0\r\n\r\n", "hello"},
                    Chunks{"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", "hello world"},
                    Chunks{"A\r\nhelloworld\r\n0\r\n\r\n", "helloworld"},
                    Chunks{"a\r\nhelloworld\r\n00000\r\n\r\n", "helloworld"},
                    Chunks{"0000000000000000000005\r\nhello\r\n0\r\n\r\n", "hello"},
                    Chunks{"4\r\n\r\n\r\n\r\n0\r\n\r\n", "\r\n\r\n"},
                    Chunks{"5\r\n0\r\n\r\n\r\n0\r\n\r\n", "0\r\n\r\n"}));
INSTANTIATE_TEST_SUITE_P(
    Extensions, GoodChunks,
    testing::Values(Chunks{"1;a\r\nx\r\n0\r\n\r\n", "x"}, Chunks{"1;a=b\r\nx\r\n0\r\n\r\n", "x"},
                    Chunks{"1;a;b=c\r\nx\r\n0;d\r\n\r\n", "x"},
                    Chunks{"1 ; a = b ;\tc\r\nx\r\n0\r\n\r\n", "x"},
                    Chunks{"1;a=\"\"\r\nx\r\n0\r\n\r\n", "x"},
                    Chunks{"1;a=\";\\\"\t\xC3\xA9\";b\r\nx\r\n0\r\n\r\n", "x"}));
INSTANTIATE_TEST_SUITE_P(
    Trailers, GoodChunks,
    testing::Values(Chunks{"0\r\nA: b\r\n\r\n", ""}, Chunks{"0\r\nA:\r\nB:c\r\n\r\n", ""},
                    Chunks{"0\r\nContent-Length: 5\r\n\r\n", ""},
                    Chunks{"0\r\nTransfer-Encoding: chunked\r\nHost: b\r\n\r\n", ""},
                    Chunks{"0\r\nA: \xFF\t:b\r\n\r\n", ""}));

class BadChunks : public testing::TestWithParam<std::string> {};

TEST_P(BadChunks, AreBadFraming) {
  EXPECT_THAT(feed(GetParam()).fault, Optional(MessageFault::bad_framing));
  EXPECT_THAT(feed(GetParam(), 1).fault, Optional(MessageFault::bad_framing));
}

INSTANTIATE_TEST_SUITE_P(Size, BadChunks,
                         testing::Values("\r\n", "\r\n5\r\n", "g\r\n", "-1\r\n", "+5\r\n", " 5\r\n",
                                         "5 \r\n", "5\t\r\n", "0x5\r\n", "1_0\r\n", "5.\r\n",
                                         "5,\r\n", "5 5\r\n", "5h\r\n", "\xEF\xBC\x95\r\n",
                                         "10000000000000000\r\n", "fffffffffffffffff\r\n", "0 \r\n",
                                         "\"5\"\r\n"));
INSTANTIATE_TEST_SUITE_P(LineEnd, BadChunks,
                         testing::Values("5\n", "5\nhello\n0\n\n", "5\rhello\r\n", "5\r\r\n",
                                         "5\r\nhello\n0\r\n\r\n", "5\r\nhello\r0\r\n\r\n",
                                         "5\r\nhello0\r\n\r\n", "5\r\nhello!!\r\n0\r\n\r\n",
                                         "5\r\nhello\r\r\n", "5\r\nhello\n\r\n", "0\r\n\n",
                                         "0\n\r\n", "5\r\nhell\r\n0\r\n\r\n"));
INSTANTIATE_TEST_SUITE_P(Extension, BadChunks,
                         testing::Values("5;\r\n", "5; \r\n", "5;a \r\n", "5;=b\r\n", "5;a=\r\n",
                                         "5;a= \r\n", "5;a b\r\n", "5;[\r\n", "5;a[=b\r\n",
                                         "5;a=b c\r\n", "5;a=\"b\r\n", "5;a=\"b\"c\r\n",
                                         "5;a=\"\\\"\r\n", "5;;a\r\n", "5;a;\r\n", "5 a\r\n",
                                         "5;a\rb\r\n", "5;a=\"\r\"\r\n", "5;\nhello\r\n",
                                         "5;a=\"\n\"\r\n", std::string("5;\0a\r\n", 6),
                                         std::string("5;a=\"\0\"\r\n", 9), "5;a=\"\x7F\"\r\n",
                                         "0;a=\"\n\"\r\n\r\n", "5;\xC3\xA9\r\n"));
INSTANTIATE_TEST_SUITE_P(Trailer, BadChunks,
                         testing::Values("0\r\nA\r\n", "0\r\n: b\r\n", "0\r\nA : b\r\n",
                                         "0\r\n A: b\r\n", "0\r\nA: b\r\n c\r\n",
                                         "0\r\nA: b\r\n\tc\r\n", "0\r\nA: b\n\r\n",
                                         "0\r\nA: b\rc\r\n", "0\r\nA: \v\r\n", "0\r\n\rX",
                                         "0\r\nA(: b\r\n", "0\r\nGET / HTTP/1.1\r\n",
                                         std::string("0\r\nA: \0\r\n", 9)));

TEST(ChunkedBody, MayNotBeLongerThanTheLimit) {
  const std::string hundred = "64\r\n" + std::string(100, 'x') + "\r\n";

  EXPECT_TRUE(feed(hundred + "0\r\n\r\n").complete);
  EXPECT_THAT(feed("65\r\n").fault, Optional(MessageFault::body_too_large));
  EXPECT_THAT(feed("ffffffffffffffff\r\n").fault, Optional(MessageFault::body_too_large));
  EXPECT_THAT(feed(hundred + "1\r\n").fault, Optional(MessageFault::body_too_large));
}

TEST(ChunkedBody, MayNotHaveEndlessLines) {
  for (const std::string start : {"", "1;a=", "0\r\nA: "}) {
    EXPECT_THAT(feed(start + std::string(200, '0')).fault, Optional(MessageFault::body_too_large));
    EXPECT_THAT(feed(start + std::string(200, '0'), 1).fault,
                Optional(MessageFault::body_too_large));
  }
}

TEST(ChunkedBody, MayNotHaveExtensionsAndTrailersWithoutEnd) {
  std::string extensions;
  std::string trailers = "0\r\n";
  for (int count = 0; count < 40; ++count) {
    extensions += "1;abcdefghijklmnopq\r\nx\r\n";
    trailers += "Abcdefghijklmnopqrs: t\r\n";
  }

  EXPECT_THAT(feed(extensions).fault, Optional(MessageFault::body_too_large));
  EXPECT_THAT(feed(trailers).fault, Optional(MessageFault::body_too_large));
}

TEST(ChunkedBody, MayComeInManySmallChunks) {
  std::string bytes;
  for (int count = 0; count < 100; ++count) {
    bytes += "1\r\nx\r\n";
  }

  EXPECT_EQ(feed(bytes + "0\r\n\r\n").content, std::string(100, 'x'));
}

TEST(ChunkedBody, BeginsAnewAfterAReset) {
  ChunkedBody body;
  std::string content;
  const std::string extended = "1;a=" + std::string(60, 'b') + "\r\nx";
  ASSERT_TRUE(body.feed(extended + "\r\n5;c", limits, content));

  body.reset();
  content.clear();

  EXPECT_EQ(*body.feed(extended + "\r\n0\r\n\r\n", limits, content), extended.size() + 7);
  EXPECT_TRUE(body.complete());
  EXPECT_EQ(content, "x");
}

}  // namespace
}  // namespace skillboard
