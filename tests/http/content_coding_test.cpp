#include "skillboard/http/content_coding.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

namespace skillboard {
namespace {

using enum ContentCoding;

struct Wish {
  std::string_view accepted;
  unsigned identity;
  unsigned gzip;
  unsigned brotli;
};

class AcceptEncoding : public testing::TestWithParam<Wish> {};

TEST_P(AcceptEncoding, SaysHowMuchEachCodingIsWanted) {
  Request request;
  request.fields = {{"accept-encoding", GetParam().accepted}};

  EXPECT_EQ(quality(request, identity), GetParam().identity);
  EXPECT_EQ(quality(request, gzip), GetParam().gzip);
  EXPECT_EQ(quality(request, brotli), GetParam().brotli);
}

INSTANTIATE_TEST_SUITE_P(
    Lists, AcceptEncoding,
    testing::Values(Wish{"", 1, 0, 0}, Wish{"gzip", 1, 1000, 0},
                    Wish{"gzip, deflate, br", 1, 1000, 1000}, Wish{"X-GZIP, BR", 1, 1000, 1000},
                    Wish{"*", 1000, 1000, 1000}, Wish{"identity", 1000, 0, 0},
                    Wish{"br, *;q=0", 0, 0, 1000}, Wish{"*;q=0", 0, 0, 0},
                    Wish{"gzip;q=0, *", 1000, 0, 1000}, Wish{"identity;q=0, gzip", 0, 1000, 0},
                    Wish{"deflate, zstd", 1, 0, 0}, Wish{"gzip;q=0,gzip", 1, 0, 0}));
INSTANTIATE_TEST_SUITE_P(
    Weights, AcceptEncoding,
    testing::Values(Wish{"gzip;q=0.5, br;q=0.123", 1, 500, 123}, Wish{"gzip;q=1.000", 1, 1000, 0},
                    Wish{"gzip ; Q=0.25", 1, 250, 0}, Wish{"gzip;q=0.001", 1, 1, 0},
                    Wish{"gzip;q=1., br;q=0.", 1, 1000, 0}, Wish{"gzip;q=0", 1, 0, 0},
                    Wish{"gzip;q=2", 1, 0, 0}, Wish{"gzip;q=1.5", 1, 0, 0},
                    Wish{"gzip;q=0.1234", 1, 0, 0}, Wish{"gzip;q=", 1, 0, 0},
                    Wish{"gzip;q=-1", 1, 0, 0}, Wish{"gzip;q=.5", 1, 0, 0},
                    Wish{"gzip;q=0,5", 1, 0, 0}, Wish{"gzip;q=a", 1, 0, 0},
                    Wish{"gzip;q=0.x", 1, 0, 0}));

TEST(AcceptEncoding, ThatIsMissingAsksForPlainBytes) {
  EXPECT_EQ(quality(Request(), identity), 1000U);
  EXPECT_EQ(quality(Request(), gzip), 0U);
  EXPECT_EQ(quality(Request(), brotli), 0U);
}

TEST(AcceptEncoding, IsOneListOverAllFields) {
  Request request;
  request.fields = {{"Accept-Encoding", "gzip"}, {"Accept-Encoding", "br;q=0.5"}};

  EXPECT_EQ(quality(request, gzip), 1000U);
  EXPECT_EQ(quality(request, brotli), 500U);
}

std::string gunzip(std::string encoded, std::size_t size) {
  std::string bytes(size, '\0');
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(encoded.data());
  stream.avail_in = static_cast<uInt>(encoded.size());
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  bytes.resize(stream.total_out);
  inflateEnd(&stream);
  return bytes;
}

TEST(Gzip, GivesTheBytesBack) {
  for (const std::string& bytes : {std::string(), std::string("a"), std::string(100000, 'x')}) {
    EXPECT_EQ(gunzip(encode(gzip, bytes), bytes.size() + 1), bytes);
  }
}

TEST(Gzip, TellsNoTime) {
  EXPECT_EQ(encode(gzip, "text").substr(0, 8), std::string("\x1F\x8B\x08\0\0\0\0\0", 8));
}

TEST(Coding, MakesTextSmaller) {
  std::string text;
  for (int line = 0; line < 1000; ++line) {
    text += "line " + std::to_string(line) + "\n";
  }

  EXPECT_LT(encode(gzip, text).size(), text.size() / 2);
  EXPECT_LT(encode(brotli, text).size(), encode(gzip, text).size());
  EXPECT_EQ(encode(identity, text), text);
}

TEST(Coding, HasItsToken) {
  EXPECT_EQ(token(identity), "");
  EXPECT_EQ(token(gzip), "gzip");
  EXPECT_EQ(token(brotli), "br");
}

}  // namespace
}  // namespace skillboard
