// What its author restores is removed again when two members want it.

#include "board/member_fixture.hpp"

namespace skillboard {
namespace {

using std::chrono::days;
using std::chrono::hours;

class RestoredTest : public MemberFixture {
 protected:
  RestoredTest() {
    with_devices = true;
    propose("Unicycling");
    comment = write("Unicycling", "Bo's words");
    for (const char* member : {"Cy", "Di"}) {
      act_as(member);
      decide(WriteComment{"Unicycling", member, "I am here"});
    }
    now += days(2);
  }

  static Refusal refusal(const Decision& decision) {
    return decision ? Refusal::invalid_text : decision.error().refusal;
  }

  // Removed by somebody, and restored by who wrote it.
  void restore_comment() {
    act_as("Cy");
    ASSERT_EQ(remove()->effect, Effect::comment_removed);
    act_as("Bo");
    ASSERT_TRUE(undo(talks.version()));
  }

  Decision remove() { return decide(RemoveComment{"Unicycling", comment}); }

  Effect remove_as(const std::string& who) {
    act_as(who);
    const Decision decision = remove();
    return decision ? decision->effect : Effect::nothing;
  }

  bool stands() const { return !find_comment(*talks.find("Unicycling"), comment)->removed; }

  std::string comment;
};

TEST_F(RestoredTest, anybody_removes_what_was_never_restored) {
  EXPECT_EQ(remove_as(""), Effect::comment_removed);
}

TEST_F(RestoredTest, one_member_asks_and_another_removes) {
  restore_comment();

  EXPECT_EQ(remove_as("Cy"), Effect::removal_asked);
  EXPECT_TRUE(stands());
  EXPECT_EQ(remove_as("Cy"), Effect::removal_asked) << "one is not two";
  EXPECT_TRUE(stands());
  EXPECT_EQ(remove_as("Di"), Effect::comment_removed);
  EXPECT_FALSE(stands());
}

TEST_F(RestoredTest, the_same_for_a_talk) {
  act_as("Cy");
  decide(RemoveTalk{"Unicycling"});
  act_as("Ana");
  ASSERT_TRUE(undo(talks.version()));

  act_as("Cy");
  EXPECT_EQ(decide(RemoveTalk{"Unicycling"})->effect, Effect::removal_asked);
  EXPECT_EQ(talks.find("Unicycling")->ownership.removal_request->name, "Cy");
  act_as("Di");
  EXPECT_EQ(decide(RemoveTalk{"Unicycling"})->effect, Effect::talk_removed);
}

TEST_F(RestoredTest, its_owner_removes_it_alone) {
  restore_comment();
  EXPECT_EQ(remove_as("Bo"), Effect::comment_removed);
}

TEST_F(RestoredTest, only_members_have_a_say) {
  restore_comment();

  for (const char* nobody : {"", "Anon", "New here"}) {
    act_as(nobody);
    EXPECT_EQ(refusal(remove()), Refusal::members_only) << nobody;
  }
  name = "Cy";
  device = "";
  EXPECT_EQ(refusal(remove()), Refusal::name_taken);
}

TEST_F(RestoredTest, who_claims_a_name_is_a_member_a_day_later) {
  restore_comment();
  act_as("New here");
  decide(WriteComment{"Unicycling", "New here", "Hello"});

  EXPECT_EQ(refusal(remove()), Refusal::members_only);
  now += days(1);
  EXPECT_EQ(remove()->effect, Effect::removal_asked);
}

TEST_F(RestoredTest, two_names_of_one_device_are_one_member) {
  act_as("Cy");
  name = "Cy again";
  decide(WriteComment{"Unicycling", "Cy again", "Me too"});
  now += days(2);
  restore_comment();

  EXPECT_EQ(remove_as("Cy"), Effect::removal_asked);
  name = "Cy again";
  EXPECT_EQ(remove()->effect, Effect::removal_asked);
  EXPECT_TRUE(stands());
}

TEST_F(RestoredTest, a_request_is_forgotten_after_a_week_and_by_the_removal) {
  restore_comment();
  remove_as("Cy");
  now += days(8);
  EXPECT_EQ(remove_as("Di"), Effect::removal_asked) << "Cy's was too long ago";

  EXPECT_EQ(remove_as("Cy"), Effect::comment_removed);
  act_as("Bo");
  ASSERT_TRUE(undo(talks.version()));
  EXPECT_EQ(remove_as("Di"), Effect::removal_asked) << "it begins anew";
}

TEST_F(RestoredTest, what_somebody_else_restores_is_as_before) {
  act_as("Cy");
  remove();
  act_as("Di");
  ASSERT_TRUE(undo(talks.version()));

  EXPECT_EQ(remove_as("Cy"), Effect::comment_removed);
}

TEST_F(RestoredTest, undoing_is_no_way_around_it) {
  restore_comment();
  const Version restored = talks.version();

  act_as("Cy");
  EXPECT_EQ(refusal(undo(restored)), Refusal::restored_by_author);
  EXPECT_EQ(refusal(undo_all("Bo")), Refusal::nothing_to_undo);
  act_as("Bo");
  EXPECT_TRUE(undo(restored));
}

TEST_F(RestoredTest, asking_changes_nothing_that_could_be_taken_back) {
  restore_comment();
  act_as("Bo");
  decide(EditComment{"Unicycling", comment, "better"});
  const Version edited = talks.version();
  remove_as("Cy");

  EXPECT_EQ(refusal(undo(talks.version())), Refusal::not_undoable);
  EXPECT_TRUE(undo(edited));
}

}  // namespace
}  // namespace skillboard
