#include "skillboard/http/content_digest.hpp"

#include <gtest/gtest.h>

namespace skillboard {
namespace {

// Receipts in journals and tags in browsers outlive a version of the program.
TEST(ContentDigest, is_that_of_fnv_1a_for_ever) {
  EXPECT_EQ(content_digest(""), "cbf29ce484222325");
  EXPECT_EQ(content_digest("a"), "af63dc4c8601ec8c");
  EXPECT_EQ(content_digest("foobar"), "85944171f73967e8");
}

TEST(ContentDigest, tells_bytes_apart_that_text_would_not) {
  EXPECT_NE(content_digest(std::string_view("a\0", 2)), content_digest("a"));
  EXPECT_NE(content_digest("\xff"), content_digest("\x7f"));
}

}  // namespace
}  // namespace skillboard
