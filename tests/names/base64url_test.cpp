#include "skillboard/names/base64url.hpp"

#include <gtest/gtest.h>

namespace skillboard {
namespace {

TEST(Base64url, writes_without_padding) {
  EXPECT_EQ(to_base64url(""), "");
  EXPECT_EQ(to_base64url("f"), "Zg");
  EXPECT_EQ(to_base64url("fo"), "Zm8");
  EXPECT_EQ(to_base64url("foo"), "Zm9v");
  EXPECT_EQ(to_base64url("\xfb\xff"), "-_8");
}

TEST(Base64url, reads_what_it_wrote) {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) {
    EXPECT_EQ(from_base64url(to_base64url(bytes)), bytes);
    bytes += static_cast<char>(byte);
  }
}

TEST(Base64url, refuses_all_that_it_does_not_write) {
  for (const std::string_view text : {"Z", "Zg=", "Zg==", "Zm9vZ", "Zm 9v", "Zm9v\n", "+_8", "-/8",
                                      "Zm9*", "Zh", "Zm9", "Z\xc3"}) {
    EXPECT_EQ(from_base64url(text), std::nullopt) << text;
  }
  EXPECT_EQ(from_base64url(std::string_view("Zm9v\0", 5)), std::nullopt);
}

}  // namespace
}  // namespace skillboard
