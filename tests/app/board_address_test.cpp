#include "skillboard/app/board_address.hpp"

#include <gtest/gtest.h>

namespace skillboard {
namespace {

TEST(BoardAddress, says_whom_to_ask_for_what) {
  const auto address = BoardAddress::read("https://board.example/talks/index.html?x#y");
  ASSERT_TRUE(address);
  EXPECT_TRUE(address->secure);
  EXPECT_EQ(address->host, "board.example");
  EXPECT_EQ(address->port, "443");
  EXPECT_EQ(address->authority, "board.example");
  EXPECT_EQ(address->folder, "/talks/");
}

TEST(BoardAddress, may_have_a_port_and_no_path) {
  const auto address = BoardAddress::read("http://[::1]:8000");
  ASSERT_TRUE(address);
  EXPECT_FALSE(address->secure);
  EXPECT_EQ(address->host, "::1");
  EXPECT_EQ(address->port, "8000");
  EXPECT_EQ(address->authority, "[::1]:8000");
  EXPECT_EQ(address->folder, "/");
  EXPECT_EQ(BoardAddress::read("http://a.example/folder")->folder, "/");
}

TEST(BoardAddress, is_of_the_web) {
  for (const char* other :
       {"", "board.example", "ftp://a.example/", "http://", "http:///x", "//a"}) {
    EXPECT_FALSE(BoardAddress::read(other)) << other;
  }
}

}  // namespace
}  // namespace skillboard
