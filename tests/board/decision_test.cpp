#include "skillboard/board/decision.hpp"

#include <gtest/gtest.h>

#include <array>

namespace skillboard {
namespace {

TEST(Outcome, comes_back_as_it_was_decided) {
  const auto comment = std::make_shared<const Comment>(
      Comment{"c1", "Bo \"the\" man", "Hi\n", Instant(std::chrono::milliseconds(123'456))});
  const Decision decision = Accepted{Effect::comment_written, 9, comment};
  const WriteComment wish{"Unicycling", comment->author, comment->message};

  const std::string outcome = encode_outcome(decision);
  const auto decoded = decode_outcome(outcome, 9, wish);

  ASSERT_TRUE(decoded && *decoded);
  EXPECT_EQ((*decoded)->effect, Effect::comment_written);
  EXPECT_EQ((*decoded)->version, 9U);
  EXPECT_EQ(*(*decoded)->comment, *comment);
  EXPECT_EQ(outcome.find("Hi"), std::string::npos) << "keeps what somebody wrote";
}

TEST(Outcome, keeps_what_an_undo_left_and_what_was_in_the_way) {
  const Decision undone = Accepted{Effect::changes_undone, 9, nullptr, {4, 2}};
  const Decision refused = Rejected{Refusal::changed_since, {}, 7};

  EXPECT_EQ((*decode_outcome(encode_outcome(undone), 9, UndoWhatCanBe{}))->left,
            (std::vector<Version>{4, 2}));
  EXPECT_EQ(decode_outcome(encode_outcome(refused), 9, UndoChanges{})->error().in_the_way, 7U);
}

TEST(Outcome, keeps_every_effect_and_every_refusal_that_depends_on_the_board) {
  for (const Effect effect :
       {Effect::nothing, Effect::talk_proposed, Effect::talk_edited, Effect::talk_renamed,
        Effect::talk_removed, Effect::comment_written, Effect::comment_edited,
        Effect::comment_removed, Effect::changes_undone, Effect::purged}) {
    const auto decoded = decode_outcome(encode_outcome(Accepted{effect, 1}), 1, {});
    ASSERT_TRUE(decoded && *decoded);
    EXPECT_EQ((*decoded)->effect, effect);
  }
  for (const Refusal refusal :
       {Refusal::no_such_talk, Refusal::no_such_comment, Refusal::precondition_failed,
        Refusal::title_taken, Refusal::changed_since, Refusal::purged, Refusal::not_yours,
        Refusal::others_words, Refusal::nothing_to_undo, Refusal::too_many_talks,
        Refusal::too_many_comments, Refusal::too_many_titles}) {
    const auto decoded = decode_outcome(encode_outcome(Rejected{refusal}), 1, {});
    ASSERT_TRUE(decoded && !*decoded);
    EXPECT_EQ(decoded->error().refusal, refusal);
  }
}

TEST(Outcome, is_nothing_when_it_cannot_be_read) {
  for (const char* text : {"", "{}", "[]", "7", R"({"effect":"flew"})", R"({"refusal":"moody"})",
                           R"({"effect":"comment_written","comment":{}})"}) {
    EXPECT_FALSE(decode_outcome(text, 1, WriteComment{})) << text;
  }
}

}  // namespace
}  // namespace skillboard
