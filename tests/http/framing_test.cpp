#include "skillboard/http/framing.hpp"

#include <gtest/gtest.h>

#include <string>

namespace skillboard {
namespace {

boost::system::result<Framing, MessageFault> framing_of(std::vector<Field> fields,
                                                        bool http_1_0 = false) {
  Request request;
  request.fields = std::move(fields);
  request.http_1_0 = http_1_0;
  return read_framing(request);
}

TEST(Framing, WithoutAFieldIsNoBody) {
  EXPECT_EQ(framing_of({})->length, 0U);
  EXPECT_FALSE(framing_of({})->chunked);
}

TEST(ContentLength, IsDecimalDigits) {
  EXPECT_EQ(framing_of({{"Content-Length", "0"}})->length, 0U);
  EXPECT_EQ(framing_of({{"content-length", "65536"}})->length, 65536U);
  EXPECT_EQ(framing_of({{"Content-Length", "0010"}})->length, 10U);
  EXPECT_EQ(framing_of({{"Content-Length", "18446744073709551615"}})->length, UINT64_MAX);
}

class BadLength : public testing::TestWithParam<std::string_view> {};

TEST_P(BadLength, IsBadFraming) {
  EXPECT_EQ(framing_of({{"Content-Length", GetParam()}}).error(), MessageFault::bad_framing);
}

INSTANTIATE_TEST_SUITE_P(ContentLength, BadLength,
                         testing::Values("", "a", "4,4", "4, 4", "4,5", ",4", "4,", "+4", "-4",
                                         "-0", "4 4", "4.0", "4e1", "0x4", "0o5", "1_0", "\"4\"",
                                         "4;a", "18446744073709551616", "99999999999999999999",
                                         "\v4", "\xD9\xA4"));

TEST(ContentLength, MayNotBeRepeated) {
  EXPECT_EQ(framing_of({{"Content-Length", "4"}, {"Content-Length", "4"}}).error(),
            MessageFault::bad_framing);
  EXPECT_EQ(framing_of({{"Content-Length", "4"}, {"content-length", "5"}}).error(),
            MessageFault::bad_framing);
}

TEST(ContentLength, IsNotSpelledWithAnUnderscore) {
  EXPECT_EQ(framing_of({{"Content_Length", "4"}})->length, 0U);
}

TEST(TransferEncoding, IsOneChunked) {
  for (const std::string_view value : {"chunked", "Chunked", "CHUNKED", ", chunked", "chunked,"}) {
    ASSERT_TRUE(framing_of({{"Transfer-Encoding", value}})) << value;
    EXPECT_TRUE(framing_of({{"Transfer-Encoding", value}})->chunked) << value;
  }
}

class AmbiguousCoding : public testing::TestWithParam<std::string_view> {};

TEST_P(AmbiguousCoding, IsBadFraming) {
  EXPECT_EQ(framing_of({{"Transfer-Encoding", GetParam()}}).error(), MessageFault::bad_framing);
}

INSTANTIATE_TEST_SUITE_P(TransferEncoding, AmbiguousCoding,
                         testing::Values("", ",", "identity", "gzip", "xchunked", "chunked, gzip",
                                         "chunked, identity", "chunked, chunked", "chunked;a=b",
                                         "\"chunked\"", "chunked chunked", "chunked\v",
                                         "gzip, chunked, chunked", "chunked, gzip, chunked",
                                         "chunke", "cow"));

TEST(TransferEncoding, OfAnotherCodingBeforeChunkedIsUnknown) {
  EXPECT_EQ(framing_of({{"Transfer-Encoding", "gzip, chunked"}}).error(),
            MessageFault::unknown_transfer_coding);
  EXPECT_EQ(framing_of({{"Transfer-Encoding", "gzip"}, {"Transfer-Encoding", "chunked"}}).error(),
            MessageFault::unknown_transfer_coding);
}

TEST(TransferEncoding, IsOneListOverAllFields) {
  EXPECT_EQ(framing_of({{"Transfer-Encoding", "chunked"}, {"transfer-encoding", "gzip"}}).error(),
            MessageFault::bad_framing);
  EXPECT_EQ(
      framing_of({{"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "chunked"}}).error(),
      MessageFault::bad_framing);
}

TEST(TransferEncoding, MayNotStandBesideALength) {
  EXPECT_EQ(framing_of({{"Transfer-Encoding", "chunked"}, {"Content-Length", "4"}}).error(),
            MessageFault::bad_framing);
  EXPECT_EQ(framing_of({{"Content-Length", "0"}, {"Transfer-Encoding", "xchunked"}}).error(),
            MessageFault::bad_framing);
}

TEST(TransferEncoding, IsUnknownToHttp10) {
  EXPECT_EQ(framing_of({{"Transfer-Encoding", "chunked"}}, true).error(),
            MessageFault::bad_framing);
}

bool persists_with(std::vector<std::string_view> options, bool http_1_0) {
  Request request;
  request.http_1_0 = http_1_0;
  for (const std::string_view option : options) {
    request.fields.push_back({"connection", option});
  }
  return persists(request);
}

TEST(Connection, PersistsFromHttp11OnUnlessToldToClose) {
  EXPECT_TRUE(persists_with({}, false));
  EXPECT_TRUE(persists_with({"keep-alive"}, false));
  EXPECT_TRUE(persists_with({"Upgrade, closed"}, false));
  EXPECT_FALSE(persists_with({"close"}, false));
  EXPECT_FALSE(persists_with({"keep-alive, CLOSE"}, false));
  EXPECT_FALSE(persists_with({"Upgrade", " x ,Close"}, false));
}

TEST(Connection, PersistsInHttp10OnlyWhenAsked) {
  EXPECT_FALSE(persists_with({}, true));
  EXPECT_FALSE(persists_with({"x"}, true));
  EXPECT_TRUE(persists_with({"x, Keep-Alive"}, true));
  EXPECT_FALSE(persists_with({"keep-alive", "close"}, true));
}

}  // namespace
}  // namespace skillboard
