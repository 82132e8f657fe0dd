// The file that who read *Eloquent JavaScript* has of their talks.

#include "skillboard/app/book_talks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <variant>

namespace skillboard {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class BookTalksTest : public testing::Test {
 protected:
  std::vector<Change> decide(const std::string& file) {
    auto changes = decide_book_talks(file, options, clock);
    EXPECT_TRUE(changes) << changes.error();
    return changes ? *std::move(changes) : std::vector<Change>();
  }

  std::string refused(const std::string& file) {
    const auto changes = decide_book_talks(file, options, clock);
    return changes ? "(taken)" : changes.error();
  }

  static std::string talk(const std::string& title, const std::string& comments = "") {
    return '"' + title + R"(":{"title":")" + title +
           R"(","presenter":"Jon","summary":"","comments":[)" + comments + "]}";
  }

  BoardOptions options;
  Board::Clock clock = [] { return Instant(std::chrono::seconds(7)); };
};

TEST_F(BookTalksTest, EachTalkAndCommentIsAChangeInTheOrderOfTheFile) {
  const auto changes =
      decide("{" + talk("Zebras", R"({"author":"Ada","message":"Oh"})") + "," + talk("Apes") + "}");
  ASSERT_EQ(changes.size(), 3U);
  EXPECT_EQ(std::get<TalkProposed>(changes[0].steps[0].event).title, "Zebras");
  EXPECT_EQ(std::get<CommentWritten>(changes[1].steps[0].event).message, "Oh");
  EXPECT_EQ(std::get<TalkProposed>(changes[2].steps[0].event).title, "Apes");
}

TEST_F(BookTalksTest, TheyAreNobodys) {
  for (const Change& change : decide("{" + talk("Apes") + "}")) {
    EXPECT_EQ(change.by + change.device, "");
    EXPECT_TRUE(change.names.empty());
    EXPECT_EQ(std::get<TalkProposed>(change.steps[0].event).owner, "");
  }
}

TEST_F(BookTalksTest, AFileWithoutTalksIsAnEmptyBoard) {
  EXPECT_TRUE(decide("{}").empty());
}

TEST_F(BookTalksTest, MoreTalksThanABoardTakesAreRefused) {
  options.limits.open_talks = 1;
  EXPECT_THAT(refused("{" + talk("Apes") + "," + talk("Zebras") + "}"),
              StartsWith("The talk \"Zebras\" is refused: "));
}

TEST_F(BookTalksTest, ATalkUnderAnotherTitleIsRefused) {
  EXPECT_THAT(refused(R"({"Apes":{"title":"Zebras","presenter":"","summary":"","comments":[]}})"),
              HasSubstr("The talk \"Apes\" does not have this title"));
}

TEST_F(BookTalksTest, ALongTitleIsToldByItsBeginningWithoutHalfACharacter) {
  std::string title = "x";
  for (int i = 0; i < 300; ++i) {
    title += "é";
  }
  EXPECT_THAT(refused("{" + talk(title) + "}"),
              StartsWith("The talk \"" + title.substr(0, 39) + "…\""));
}

TEST_F(BookTalksTest, WhatIsNoObjectIsRefused) {
  for (const char* file : {"", "[]", "7", "{", R"({"Apes":7})", R"({"Apes":[]})"}) {
    EXPECT_NE(refused(file), "(taken)") << file;
  }
}

}  // namespace
}  // namespace skillboard
