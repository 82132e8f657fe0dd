#include "skillboard/http/path.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace skillboard {
namespace {

using testing::ElementsAre;
using testing::Optional;

TEST(Path, IsTakenApartAtSlashes) {
  EXPECT_THAT(decode_path("/"), Optional(ElementsAre("")));
  EXPECT_THAT(decode_path("/talks"), Optional(ElementsAre("talks")));
  EXPECT_THAT(decode_path("/talks/"), Optional(ElementsAre("talks", "")));
  EXPECT_THAT(decode_path("//talks"), Optional(ElementsAre("", "talks")));
}

TEST(Path, IsDecodedOnceAndAfterItIsTakenApart) {
  EXPECT_THAT(decode_path("/talks/a%2Fb"), Optional(ElementsAre("talks", "a/b")));
  EXPECT_THAT(decode_path("/a%2fb"), Optional(ElementsAre("a/b")));
  EXPECT_THAT(decode_path("/%2525"), Optional(ElementsAre("%25")));
}

TEST(Path, KeepsPlusesAndDots) {
  EXPECT_THAT(decode_path("/C++"), Optional(ElementsAre("C++")));
  EXPECT_THAT(decode_path("/a/../%2e"), Optional(ElementsAre("a", "..", ".")));
}

TEST(Path, CarriesAnyScript) {
  EXPECT_THAT(decode_path("/%C3%A9%E2%82%AC%F0%9F%9A%80"), Optional(ElementsAre("é€🚀")));
  EXPECT_THAT(decode_path("/__proto__"), Optional(ElementsAre("__proto__")));
}

class UndecodablePath : public testing::TestWithParam<std::string_view> {};

TEST_P(UndecodablePath, IsNoPath) {
  EXPECT_EQ(decode_path(GetParam()), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(NotAbsolute, UndecodablePath, testing::Values("", "*", "talks"));
INSTANTIATE_TEST_SUITE_P(MalformedEscape, UndecodablePath,
                         testing::Values("/%", "/%4", "/%zz", "/%4g", "/%g4", "/%%41", "/%4/1",
                                         "/a/%", "/%-1", "/% 1"));
INSTANTIATE_TEST_SUITE_P(ControlCharacter, UndecodablePath,
                         testing::Values("/%00", "/%0A", "/a%1Fb", "/%7F", "/%C2%80", "/%C2%9F"));
INSTANTIATE_TEST_SUITE_P(NotUtf8, UndecodablePath,
                         testing::Values("/%FF", "/%80", "/%C3", "/%C0%AF", "/%E0%80%AF",
                                         "/%ED%A0%80", "/%F4%90%80%80", "/%C3/%A9"));

TEST(Segment, ThatIsEncodedIsDecodedToItself) {
  std::string every_character;
  for (char character = 0x20; character < 0x7F; ++character) {
    every_character.push_back(character);
  }

  for (const std::string& segment : {every_character, std::string("é€🚀"), std::string("..")}) {
    EXPECT_THAT(decode_path("/" + encode_segment(segment)), Optional(ElementsAre(segment)));
  }
}

TEST(Segment, IsEncodedWhereItHasTo) {
  EXPECT_EQ(encode_segment("aZ09-._~"), "aZ09-._~");
  EXPECT_EQ(encode_segment("a/b c+%"), "a%2Fb%20c%2B%25");
  EXPECT_EQ(encode_segment("é"), "%C3%A9");
}

TEST(Utf8, ReachesToTheEdgesOfEachLength) {
  for (const std::string_view text :
       {"", "a", "\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
        "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF", "a\xC3\xA9z"}) {
    EXPECT_TRUE(is_valid_utf8(text)) << testing::PrintToString(text);
  }
}

TEST(Utf8, HasNoOtherBytes) {
  for (const std::string_view text :
       {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2\x41", "\xC2\xC0", "\xE0\x9F\xBF",
        "\xE1\x80", "\xE1\x80\xC0", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF",
        "\xF1\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF", "ab\xC3"}) {
    EXPECT_FALSE(is_valid_utf8(text)) << testing::PrintToString(text);
  }
}

}  // namespace
}  // namespace skillboard
