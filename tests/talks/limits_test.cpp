#include "skillboard/talks/limits.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace skillboard {
namespace {

TEST(Limits, CountCharactersAsAPersonDoes) {
  EXPECT_EQ(count_characters(""), 0U);
  EXPECT_EQ(count_characters("Łódź"), 4U);
  EXPECT_EQ(count_characters("🎪 日本"), 4U);
}

TEST(Limits, ALineMayBeAsLongAsTheLimitInAnyScript) {
  EXPECT_EQ(check_line("日本語", 3), std::nullopt);
  EXPECT_EQ(check_line("日本語!", 3), TextFault::too_long);
}

TEST(Limits, ALineOfNothingButWhiteSpaceIsBlank) {
  for (const std::string line : {"", "   ", "\u00a0", "\u3000\u2003", "\u200b", "\ufeff"}) {
    EXPECT_EQ(check_line(line, 80), TextFault::blank) << '"' << line << '"';
  }
  EXPECT_EQ(check_line("\u00a0x", 80), std::nullopt);
}

TEST(Limits, ALineHasNoControlCharacters) {
  for (const std::string character : {"\n", "\t", "\x7f", "\x1b", "\u0085", "\u009f", "\u2028"}) {
    EXPECT_EQ(check_line("a" + character + "b", 80), TextFault::control_character);
  }
  EXPECT_EQ(check_line(std::string("a\0b", 3), 80), TextFault::control_character);
}

TEST(Limits, ALineMayUseJoinersAndMarksOfOtherScripts) {
  EXPECT_EQ(check_line("👩‍💻 می‌خواهم", 80), std::nullopt);
}

TEST(Limits, OnlyTitlesThatAPathCannotCarryAreReserved) {
  EXPECT_EQ(check_title(".", 200), TextFault::reserved);
  EXPECT_EQ(check_title("..", 200), TextFault::reserved);
  for (const std::string title : {"...", "__proto__", "2025", "a/b", "%2e", "?", "#"}) {
    EXPECT_EQ(check_title(title, 200), std::nullopt) << title;
  }
}

TEST(Limits, ATextMayHaveLinesAndTabsButNoOtherControls) {
  EXPECT_EQ(check_text("one\r\n\ttwo\n", 100, Blank::refused), std::nullopt);
  EXPECT_EQ(check_text("bell\a", 100, Blank::refused), TextFault::control_character);
}

TEST(Limits, OnlyAMessageMustNotBeBlank) {
  EXPECT_EQ(check_text(" \n", 100, Blank::refused), TextFault::blank);
  EXPECT_EQ(check_text(" \n", 100, Blank::allowed), std::nullopt);
  EXPECT_EQ(check_text("   ", 2, Blank::allowed), TextFault::too_long);
}

TEST(Limits, ATruncatedCharacterIsNotReadPastItsEnd) {
  // ASan would see it: the view ends with the lead byte.
  const std::array<char, 1> lead{'\xF0'};
  EXPECT_EQ(check_line({lead.data(), lead.size()}, 10), TextFault::control_character);
}

}  // namespace
}  // namespace skillboard
