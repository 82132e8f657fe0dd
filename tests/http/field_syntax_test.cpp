#include "skillboard/http/field_syntax.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace skillboard {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> elements(std::string_view list) {
  std::vector<std::string> found;
  each_element(list, [&](std::string_view element) { found.emplace_back(element); });
  return found;
}

TEST(Token, HasNoSeparatorAndIsNotEmpty) {
  EXPECT_TRUE(is_token("gzip"));
  EXPECT_TRUE(is_token("!#$%&'*+-.^_`|~09azAZ"));
  EXPECT_FALSE(is_token(""));
  for (const char separator : std::string("\"(),/:;<=>?@[\\]{} \t\x7f\x80\xff") + '\0') {
    EXPECT_FALSE(is_token(std::string("a") + separator)) << separator;
  }
}

TEST(List, IsSplitAtCommasAndTrimmed) {
  EXPECT_THAT(elements("a, b ,\tc"), ElementsAre("a", "b", "c"));
}

TEST(List, MayHaveEmptyElements) {
  EXPECT_THAT(elements(", a,, ,b,"), ElementsAre("a", "b"));
  EXPECT_THAT(elements(""), IsEmpty());
  EXPECT_THAT(elements(" , "), IsEmpty());
}

TEST(List, IsNotSplitWithinQuotes) {
  EXPECT_THAT(elements(R"(a="1,2", b)"), ElementsAre(R"(a="1,2")", "b"));
  EXPECT_THAT(elements(R"("x\",y", b)"), ElementsAre(R"("x\",y")", "b"));
  EXPECT_THAT(elements(R"(a, "open, b)"), ElementsAre("a", R"("open, b)"));
  EXPECT_THAT(elements("\"\\"), ElementsAre("\"\\"));
}

TEST(Trimming, TakesSpacesAndTabsOnly) {
  EXPECT_EQ(trim(" \t a b\t "), "a b");
  EXPECT_EQ(trim(" \t"), "");
  EXPECT_EQ(trim("\va"), "\va");
}

}  // namespace
}  // namespace skillboard
