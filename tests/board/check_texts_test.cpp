#include "skillboard/board/check_texts.hpp"

#include <gtest/gtest.h>

#include <string>

namespace skillboard {
namespace {

struct TextCase {
  const char* claim;
  Intention intention;
  std::string_view field;  // empty when it is in order
  TextFault fault = TextFault::blank;
};

class TextTest : public testing::TestWithParam<TextCase> {};

TEST_P(TextTest, is_judged) {
  const auto rejected = check_texts({.intention = GetParam().intention}, BoardLimits{});

  ASSERT_EQ(rejected.has_value(), !GetParam().field.empty());
  if (rejected) {
    EXPECT_EQ(rejected->refusal, Refusal::invalid_text);
    EXPECT_EQ(rejected->text.field, GetParam().field);
    EXPECT_EQ(rejected->text.fault, GetParam().fault);
  }
}

const std::string long_title(201, 't');
const std::string long_name(81, 'n');
const std::string long_summary(10'001, 's');
const std::string long_message(5'001, 'm');

INSTANTIATE_TEST_SUITE_P(
    Table, TextTest,
    testing::Values(
        TextCase{"talk", ProposeOrEditTalk{"T", "Ana", "line\nline"}, ""},
        TextCase{"no_summary", ProposeOrEditTalk{"T", "Ana", ""}, ""},
        TextCase{"dots", ProposeOrEditTalk{"..", "Ana", ""}, "title", TextFault::reserved},
        TextCase{"blank_title", ProposeOrEditTalk{" ", "Ana", ""}, "title", TextFault::blank},
        TextCase{"long_title", ProposeOrEditTalk{long_title, "A", ""}, "title",
                 TextFault::too_long},
        TextCase{"blank_name", ProposeOrEditTalk{"T", "", ""}, "presenter", TextFault::blank},
        TextCase{"long_name", ProposeOrEditTalk{"T", long_name, ""}, "presenter",
                 TextFault::too_long},
        TextCase{"two_lines", ProposeOrEditTalk{"T", "A\nB", ""}, "presenter",
                 TextFault::control_character},
        TextCase{"long_summary", ProposeOrEditTalk{"T", "Ana", long_summary}, "summary",
                 TextFault::too_long},
        TextCase{"comment", WriteComment{"T", "Bo", "Hi\tthere"}, ""},
        TextCase{"blank_author", WriteComment{"T", "  ", "Hi"}, "author", TextFault::blank},
        TextCase{"blank_message", WriteComment{"T", "Bo", " \n "}, "message", TextFault::blank},
        TextCase{"long_message", EditComment{"T", "id", long_message}, "message",
                 TextFault::too_long},
        TextCase{"bell", EditComment{"T", "id", "ring \a"}, "message",
                 TextFault::control_character},
        TextCase{"new_title", RenameTalk{"T", "U"}, ""},
        TextCase{"new_title_of_dots", RenameTalk{"T", "."}, "title", TextFault::reserved},
        TextCase{"removal", RemoveTalk{".."}, ""}),
    [](const auto& info) { return info.param.claim; });

TEST(NameTest, of_who_acts_is_judged_like_those_in_a_talk) {
  const Submission submission{.intention = RemoveTalk{"Unicycling"}, .actor = {.name = long_name}};

  const auto rejected = check_texts(submission, BoardLimits{});

  ASSERT_TRUE(rejected);
  EXPECT_EQ(rejected->text.field, "name");
}

}  // namespace
}  // namespace skillboard
