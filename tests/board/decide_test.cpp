#include "skillboard/board/decide.hpp"

#include <gtest/gtest.h>

#include <string>

namespace skillboard {
namespace {

class DecideTest : public testing::Test {
 protected:
  // Decides, and lets the board have the change.
  Decision decide(Intention intention, Precondition when = {}) {
    const Submission submission{std::move(intention), {.name = name}, std::move(when), {}};
    const MakeId make_id = [this] { return "id" + std::to_string(++ids); };
    Decided decided = skillboard::decide(talks, submission, {limits, policy, now, make_id});
    if (decided.change) {
      talks.apply(*decided.change);
    }
    return decided.decision;
  }

  void propose(const std::string& title) { decide(ProposeOrEditTalk{title, "Ana", "about"}); }

  std::string write_comment(const std::string& title) {
    return decide(WriteComment{title, "Bo", "Me too"})->comment->id;
  }

  static Refusal refusal(const Decision& decision) {
    return decision ? Refusal::invalid_text : decision.error().refusal;
  }

  TalkStore talks;
  BoardLimits limits;
  NamePolicy policy;
  Instant now{std::chrono::milliseconds(1'700'000'000'123)};
  std::string name;
  int ids = 0;
};

TEST_F(DecideTest, an_edit_keeps_comments_id_and_place) {
  propose("Unicycling");
  write_comment("Unicycling");

  const Decision decision = decide(ProposeOrEditTalk{"Unicycling", "Bo", "two wheels"});

  const TalkPointer talk = talks.find_by_title("Unicycling");
  EXPECT_EQ(decision->effect, Effect::talk_edited);
  EXPECT_EQ(talk->presenter, "Bo");
  EXPECT_EQ(talk->id, "id1");
  EXPECT_EQ(talk->comments.size(), 1U);
  EXPECT_EQ(talk->place, 1U);
}

TEST_F(DecideTest, a_comment_is_told_as_it_was_written) {
  propose("Unicycling");

  const Decision decision = decide(WriteComment{"Unicycling", "Bo", "Me too"});

  ASSERT_TRUE(decision);
  EXPECT_EQ(*decision->comment, (Comment{"id2", "Bo", "Me too", now}));
  Comment written = *talks.find_by_title("Unicycling")->comments.at(0);
  written.place = 0;  // which is nobody else's business
  written.mark = {};
  written.text = 0;
  EXPECT_EQ(written, *decision->comment);
}

TEST_F(DecideTest, comments_are_edited_and_removed_by_their_id) {
  propose("Unicycling");
  const std::string id = write_comment("Unicycling");

  EXPECT_EQ(decide(EditComment{"Unicycling", id, "Not me"})->effect, Effect::comment_edited);
  EXPECT_EQ(decide(EditComment{"Unicycling", id, "Not me"})->effect, Effect::nothing);
  EXPECT_EQ(talks.find_by_title("Unicycling")->comments.at(0)->message, "Not me");
  EXPECT_EQ(decide(RemoveComment{"Unicycling", id})->effect, Effect::comment_removed);
  EXPECT_EQ(refusal(decide(RemoveComment{"Unicycling", id})), Refusal::no_such_comment);
}

TEST_F(DecideTest, a_comment_is_looked_for_under_its_own_talk_only) {
  propose("Unicycling");
  propose("Gardening");
  const std::string id = write_comment("Unicycling");

  EXPECT_EQ(refusal(decide(EditComment{"Gardening", id, "x"})), Refusal::no_such_comment);
  EXPECT_EQ(refusal(decide(EditComment{"Cooking", id, "x"})), Refusal::no_such_talk);
}

TEST_F(DecideTest, a_full_board_takes_no_more_talks_but_edits) {
  limits.open_talks = 1;
  propose("Unicycling");

  EXPECT_EQ(refusal(decide(ProposeOrEditTalk{"Gardening", "Ana", ""})), Refusal::too_many_talks);
  EXPECT_TRUE(decide(ProposeOrEditTalk{"Unicycling", "Ana", "edited"}));
}

TEST_F(DecideTest, a_full_talk_takes_no_more_comments) {
  limits.comments_per_talk = 1;
  propose("Unicycling");
  write_comment("Unicycling");

  EXPECT_EQ(refusal(decide(WriteComment{"Unicycling", "Bo", "Again"})), Refusal::too_many_comments);
}

TEST_F(DecideTest, a_precondition_sees_the_talk_at_the_moment_of_the_decision) {
  propose("Unicycling");
  const auto untouched = [](const Talk* talk) { return talk != nullptr && talk->version == 1; };

  EXPECT_TRUE(decide(ProposeOrEditTalk{"Unicycling", "Bo", "first"}, untouched));
  EXPECT_EQ(refusal(decide(ProposeOrEditTalk{"Unicycling", "Bo", "second"}, untouched)),
            Refusal::precondition_failed);
  EXPECT_EQ(talks.find_by_title("Unicycling")->summary, "first");
}

TEST_F(DecideTest, a_removed_talk_proposed_again_is_another_talk) {
  propose("Unicycling");
  propose("Gardening");
  decide(RemoveTalk{"Unicycling"});
  propose("Unicycling");

  EXPECT_EQ(talks.find_by_title("Unicycling")->id, "id3");
  EXPECT_EQ(talks.talks().back()->title, "Unicycling");
}

}  // namespace
}  // namespace skillboard
