#include "skillboard/http/conditions.hpp"

#include <gtest/gtest.h>

namespace skillboard {
namespace {

TagList list(std::vector<std::string_view> values) {
  Request request;
  for (const std::string_view value : values) {
    request.fields.push_back({"If-None-Match", value});
  }
  return TagList::find(request, "if-none-match").value();
}

TEST(TagList, IsNothingWithoutAField) {
  Request request;
  request.fields.push_back({"If-Match", "*"});

  EXPECT_FALSE(TagList::find(request, "If-None-Match"));
  EXPECT_TRUE(TagList::find(request, "If-Match"));
}

TEST(TagList, NamesEachOfItsTags) {
  const TagList tags = list({R"("a", W/"b" ,, "c,d")", R"("e")"});

  for (const std::string_view tag : {R"("a")", R"("b")", R"("c,d")", R"("e")"}) {
    EXPECT_TRUE(tags.names_weakly(tag)) << tag;
  }
  EXPECT_FALSE(tags.names_weakly(R"("c")"));
  EXPECT_FALSE(tags.any());
}

TEST(TagList, NamesAWeakTagOnlyWeakly) {
  const TagList tags = list({R"(W/"a")"});

  EXPECT_TRUE(tags.names_weakly(R"("a")"));
  EXPECT_FALSE(tags.names_strongly(R"("a")"));
  EXPECT_TRUE(list({R"("a")"}).names_strongly(R"("a")"));
}

TEST(TagList, KnowsATagThatAProxyRenamed) {
  for (const std::string_view renamed :
       {R"("a-gzip")", R"("a;gzip")", R"("a-br")", R"(W/"a-gzip")"}) {
    EXPECT_TRUE(list({renamed}).names_weakly(R"("a")")) << renamed;
  }
  EXPECT_TRUE(list({R"("a-gzip")"}).names_strongly(R"("a")"));
}

TEST(OriginalTag, IsWhatStoodBetweenOurQuotes) {
  for (const std::string_view tag :
       {R"("a-1")", "a-1", R"(W/"a-1")", "W/a-1", R"("a-1-gzip")", R"(W/"a-1;gzip")", "a-1-br"}) {
    EXPECT_EQ(original_tag(tag), "a-1") << tag;
  }
}

TEST(OriginalTag, LeavesAllElseAsItIs) {
  for (const std::string_view tag : {"", "\"", "a\"", "\"a", "a-zip", "gzip", "w/a"}) {
    EXPECT_EQ(original_tag(tag), tag);
  }
  EXPECT_EQ(original_tag(R"("a-gzip-gzip")"), "a-gzip");
  EXPECT_EQ(original_tag(R"("a-br-gzip")"), "a-br");
}

TEST(TagList, TakesNoOtherTagForOurs) {
  for (const std::string_view other : {R"("b")", R"("A")", R"("a-zip")", R"("a-gzip-gzip")",
                                       R"("-gzip")", R"("a-gzip ")", R"("aa")", R"("")"}) {
    EXPECT_FALSE(list({other}).names_weakly(R"("a")")) << other;
  }
}

TEST(TagList, CanBeAStarWhichNamesNoTag) {
  EXPECT_TRUE(list({"*"}).any());
  EXPECT_FALSE(list({"*"}).names_weakly(R"("a")"));
}

TEST(TagList, IsNoStarBesideATag) {
  EXPECT_FALSE(list({R"(*, "a")"}).any());
  EXPECT_FALSE(list({"*", R"("a")"}).any());
  EXPECT_FALSE(list({R"("*")"}).any());
}

TEST(TagList, NamesWhatCouldBeReadOfIt) {
  const TagList tags = list({"a, 1, w/\"b\", \"c\"d, \"e f\", W/ \"g\", \"\x7f\", \"good\""});

  for (const std::string_view tag : {R"("a")", R"("b")", R"("c")", R"("e f")", R"("g")"}) {
    EXPECT_FALSE(tags.names_weakly(tag)) << tag;
  }
  EXPECT_TRUE(tags.names_weakly(R"("good")"));
}

TEST(TagList, DoesNotTakeABackslashForAnEscape) {
  EXPECT_TRUE(list({R"("a\", "b")"}).names_weakly(R"("a\")"));
  EXPECT_TRUE(list({R"("a\", "b")"}).names_weakly(R"("b")"));
}

TEST(TagList, ThatEndsWithinATagNamesTheOnesBefore) {
  EXPECT_TRUE(list({R"("a", "b)"}).names_weakly(R"("a")"));
  EXPECT_FALSE(list({R"(")"}).names_weakly(R"("")"));
  EXPECT_FALSE(list({""}).any());
}

}  // namespace
}  // namespace skillboard
