#include "skillboard/http/preferences.hpp"

#include <gtest/gtest.h>

#include <string>

namespace skillboard {
namespace {

using std::chrono::seconds;

std::optional<seconds> wait_of(std::vector<std::string_view> values) {
  Request request;
  for (const std::string_view value : values) {
    request.fields.push_back({"prefer", value});
  }
  return preferred_wait(request, seconds(45));
}

class Wait : public testing::TestWithParam<std::string_view> {};

TEST_P(Wait, OfTenSecondsIsUnderstood) {
  EXPECT_EQ(wait_of({GetParam()}), seconds(10));
}

INSTANTIATE_TEST_SUITE_P(Preferences, Wait,
                         testing::Values("wait=10", "Wait=10", "WAIT=\"10\"", "wait = 10",
                                         "wait=\"1\\0\"", "wait=0010",
                                         "respond-async, WAIT=\"10\"; x=y", "wait=10;x=\",wait=3\"",
                                         "wait=10;", ",, wait=10", "x=\"a,wait=3\", wait=10",
                                         "x=\"\\\",wait=3\", wait=10", "wait=10, wait=20",
                                         "\twait=10\t", "wait=10 ; y"));

class NoWait : public testing::TestWithParam<std::string_view> {};

TEST_P(NoWait, IsAskedForByNonsense) {
  EXPECT_EQ(wait_of({GetParam()}), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Preferences, NoWait,
                         testing::Values("", "wait", "wait=", "wait=\"\"", "wait=0", "wait=000",
                                         "wait=-1", "wait=+5", "wait=1.5", "wait=1e1", "wait=0x9",
                                         "wait=1 0", "wait=ten", "wait=\"10", "wait=\"10\"0",
                                         "wait=\"10\\", "waits=10", "x=wait=10", "x;wait=10",
                                         "wait:10", "wait=\" 10\"", "wait=nonsense, wait=10",
                                         "\"wait=10\"", "wait==10"));

TEST(WaitPreference, IsNotThereWithoutAField) {
  EXPECT_EQ(wait_of({}), std::nullopt);
}

TEST(WaitPreference, IsTheFirstOfAllFields) {
  EXPECT_EQ(wait_of({"respond-async", "wait=7", "wait=9"}), seconds(7));
}

TEST(WaitPreference, CountsAsTheLongestWhenItIsLonger) {
  for (const std::string_view value :
       {"wait=45", "wait=46", "wait=2147484", "wait=99999999999999999999",
        "wait=18446744073709551617", "wait=999999999999999999999999999999999999999999999"}) {
    EXPECT_EQ(wait_of({value}), seconds(45)) << value;
  }
}

TEST(WaitPreference, IsNoneWhereNoneIsAllowed) {
  Request request;
  request.fields.push_back({"Prefer", "wait=10"});

  EXPECT_EQ(preferred_wait(request, seconds(0)), std::nullopt);
}

}  // namespace
}  // namespace skillboard
