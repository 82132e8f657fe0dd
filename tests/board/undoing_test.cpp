#include "skillboard/board/undoing.hpp"

#include "board/member_fixture.hpp"

namespace skillboard {
namespace {

class UndoingTest : public MemberFixture {
 protected:
  void expect_in_the_way(const Decision& decision, Version version) {
    ASSERT_FALSE(decision);
    EXPECT_EQ(decision.error().refusal, Refusal::changed_since);
    EXPECT_EQ(decision.error().in_the_way, version);
  }

  void expect_refused(const Decision& decision, Refusal refusal) {
    ASSERT_FALSE(decision);
    EXPECT_EQ(static_cast<int>(decision.error().refusal), static_cast<int>(refusal));
  }
};

TEST_F(UndoingTest, a_removal_undone_brings_everything_back) {
  propose("First");
  propose("Unicycling");
  write("Unicycling", "Me too");
  propose("Last");
  const std::string before = shown();
  decide(RemoveTalk{"Unicycling"});

  name = "Cy";
  const Decision decision = undo(5);

  ASSERT_TRUE(decision);
  EXPECT_EQ(decision->effect, Effect::changes_undone);
  EXPECT_EQ(decision->version, 6U);
  EXPECT_EQ(shown(), before);
  EXPECT_EQ(history.back().by, "Cy");
  EXPECT_EQ(history.back().undoes, (std::vector<Version>{5}));
}

TEST_F(UndoingTest, the_same_change_is_undone_once) {
  propose("Unicycling");
  decide(RemoveTalk{"Unicycling"});

  EXPECT_TRUE(undo(2));
  expect_in_the_way(undo(2), 3);
}

TEST_F(UndoingTest, an_edit_is_in_the_way_of_the_one_before) {
  propose("Unicycling");
  decide(ProposeOrEditTalk{"Unicycling", "Ana", "second"});
  decide(ProposeOrEditTalk{"Unicycling", "Ana", "third"});

  expect_in_the_way(undo(2), 3);
  EXPECT_TRUE(undo(3));
  EXPECT_TRUE(undo(2));
}

TEST_F(UndoingTest, the_same_text_again_is_another_change) {
  propose("Unicycling", "one");
  decide(ProposeOrEditTalk{"Unicycling", "Ana", "two"});
  decide(ProposeOrEditTalk{"Unicycling", "Ana", "one"});
  decide(ProposeOrEditTalk{"Unicycling", "Ana", "two"});

  expect_in_the_way(undo(2), 4);
}

TEST_F(UndoingTest, changes_of_different_parts_are_not_in_each_others_way) {
  propose("Unicycling");
  const std::string comment = write("Unicycling", "Me too");
  decide(ProposeOrEditTalk{"Unicycling", "Ana", "edited"});
  decide(RenameTalk{"Unicycling", "One wheel"});
  decide(EditComment{"One wheel", comment, "Not me"});
  write("One wheel", "Who else?");

  EXPECT_TRUE(undo(3));
  EXPECT_TRUE(undo(4));
  EXPECT_TRUE(undo(5));
  const TalkPointer talk = talks.find_by_title("Unicycling");
  ASSERT_TRUE(talk);
  EXPECT_EQ(talk->summary, "about");
  EXPECT_EQ(talk->comments.at(0)->message, "Me too");
  EXPECT_EQ(count_comments(*talk), 2U);
}

TEST_F(UndoingTest, a_proposal_that_others_built_on_is_not_taken_away) {
  propose("Unicycling");
  const std::string comment = write("Unicycling", "Me too");

  expect_in_the_way(undo(1), 2);
  decide(RemoveComment{"Unicycling", comment});
  expect_in_the_way(undo(1), 3);
}

TEST_F(UndoingTest, a_title_that_was_taken_meanwhile_is_in_the_way) {
  propose("Unicycling");
  decide(RemoveTalk{"Unicycling"});
  propose("Unicycling");

  expect_in_the_way(undo(2), 3);
  decide(RenameTalk{"Unicycling", "Other"});
  EXPECT_TRUE(undo(2));
}

TEST_F(UndoingTest, a_title_given_up_and_taken_is_in_the_way) {
  propose("Unicycling");
  decide(RenameTalk{"Unicycling", "One wheel"});
  decide(ProposeOrEditTalk{"Unicycling", "Bo", "", true});

  expect_in_the_way(undo(2), 3);
}

TEST_F(UndoingTest, nothing_of_a_removed_talk_is_undone) {
  propose("Unicycling");
  write("Unicycling", "Me too");
  decide(RemoveTalk{"Unicycling"});

  expect_in_the_way(undo(2), 3);
}

TEST_F(UndoingTest, a_full_board_takes_nothing_back) {
  limits.open_talks = 1;
  propose("Unicycling");
  decide(RemoveTalk{"Unicycling"});
  propose("Gardening");

  expect_refused(undo(2), Refusal::too_many_talks);
}

TEST_F(UndoingTest, a_full_talk_takes_no_comment_back) {
  limits.comments_per_talk = 1;
  propose("Unicycling");
  const std::string comment = write("Unicycling", "Me too");
  decide(RemoveComment{"Unicycling", comment});
  write("Unicycling", "Me instead");

  expect_refused(undo(3), Refusal::too_many_comments);
}

TEST_F(UndoingTest, what_was_read_before_a_purge_is_read_again) {
  act_as("Ana");
  propose("Unicycling");
  decide(RemoveTalk{"Unicycling"});
  const ReadChanges read_before = read({2});
  ASSERT_TRUE(purge(2));

  expect_refused(decide(UndoChanges{read_before}), Refusal::outdated);
  expect_refused(undo(2), Refusal::purged);
}

TEST_F(UndoingTest, a_spree_is_undone_but_for_what_others_built_on) {
  name = "Ana";
  propose("Unicycling", "Ana's words");
  write("Unicycling", "Bo's words");
  name = "Eve";
  decide(ProposeOrEditTalk{"Unicycling", "Eve", "scribble"});                         // 3
  propose("Spam");                                                                    // 4
  decide(RemoveComment{"Unicycling", talks.find("Unicycling")->comments.at(0)->id});  // 5
  decide(RemoveTalk{"Unicycling"});                                                   // 6
  name = "Cy";
  write("Spam", "What is this?");  // 7

  const Decision decision = undo_all("Eve");

  ASSERT_TRUE(decision);
  EXPECT_EQ(decision->left, (std::vector<Version>{4}));
  EXPECT_EQ(history.back().undoes, (std::vector<Version>{6, 5, 3}));
  const TalkPointer talk = talks.find_by_title("Unicycling");
  ASSERT_TRUE(talk);
  EXPECT_EQ(talk->summary, "Ana's words");
  EXPECT_EQ(count_comments(*talk), 1U);
  expect_refused(undo_all("Eve"), Refusal::nothing_to_undo);
}

TEST_F(UndoingTest, what_somebody_took_back_already_is_not_counted_as_left) {
  name = "Eve";
  propose("Unicycling");
  decide(RemoveTalk{"Unicycling"});
  propose("Spam");
  name = "Cy";
  undo(2);
  write("Unicycling", "Welcome back");

  const Decision decision = undo_all("Eve", 1);

  ASSERT_TRUE(decision);
  EXPECT_TRUE(decision->left.empty());
  EXPECT_EQ(history.back().undoes, (std::vector<Version>{3}));
}

}  // namespace
}  // namespace skillboard
