#include "board/member_fixture.hpp"

namespace skillboard {
namespace {

class RenameTest : public MemberFixture {
 protected:
  Refusal refusal(Intention intention) {
    const Decision decision = decide(std::move(intention));
    return decision ? Refusal::invalid_text : decision.error().refusal;
  }

  std::string reached(const std::string& title) const {
    const TalkPointer talk = talks.find(title);
    return talk ? talk->id : "";
  }
};

TEST_F(RenameTest, a_talk_answers_to_its_former_titles) {
  propose("One");
  decide(RenameTalk{"One", "Two"});
  decide(RenameTalk{"Two", "Three"});

  EXPECT_EQ(talks.find_by_title("One"), nullptr);
  for (const char* title : {"One", "Two", "Three"}) {
    EXPECT_EQ(reached(title), "id1") << title;
  }
}

TEST_F(RenameTest, writes_to_a_former_title_reach_the_talk) {
  propose("One");
  decide(RenameTalk{"One", "Two"});

  EXPECT_EQ(decide(ProposeOrEditTalk{"One", "Ana", "edited"})->effect, Effect::talk_edited);
  EXPECT_EQ(decide(WriteComment{"One", "Bo", "Hi"})->effect, Effect::comment_written);
  EXPECT_EQ(decide(RenameTalk{"One", "Three"})->effect, Effect::talk_renamed);
  EXPECT_EQ(decide(RemoveTalk{"One"})->effect, Effect::talk_removed);
  EXPECT_EQ(reached("Three"), "");
}

TEST_F(RenameTest, another_talk_takes_a_former_title) {
  propose("One");
  decide(RenameTalk{"One", "Two"});
  propose("Other");

  decide(RenameTalk{"Other", "One"});
  EXPECT_EQ(reached("One"), "id2");
  decide(RemoveTalk{"One"});
  EXPECT_EQ(reached("One"), "id1");
  decide(ProposeOrEditTalk{"One", "Cy", "", true});
  EXPECT_EQ(reached("One"), "id3");
}

TEST_F(RenameTest, who_had_the_title_last_answers_to_it) {
  propose("One");
  decide(RenameTalk{"One", "Two"});
  propose("Other");
  decide(RenameTalk{"Other", "One"});
  decide(RenameTalk{"One", "Another"});

  EXPECT_EQ(reached("One"), "id2");
  decide(RemoveTalk{"Another"});
  EXPECT_EQ(reached("One"), "id1");
}

TEST_F(RenameTest, titles_are_swapped_over_a_third) {
  propose("One");
  propose("Two");
  decide(RenameTalk{"One", "Three"});
  decide(RenameTalk{"Two", "One"});
  decide(RenameTalk{"Three", "Two"});

  EXPECT_EQ(reached("One"), "id2");
  EXPECT_EQ(reached("Two"), "id1");
}

TEST_F(RenameTest, what_cannot_be_is_refused) {
  limits.former_titles_per_talk = 1;
  propose("One");
  propose("Two");

  EXPECT_EQ(refusal(RenameTalk{"None", "Some"}), Refusal::no_such_talk);
  EXPECT_EQ(refusal(RenameTalk{"One", "Two"}), Refusal::title_taken);
  EXPECT_EQ(decide(RenameTalk{"One", "One"})->effect, Effect::nothing);
  decide(RenameTalk{"One", "Three"});
  EXPECT_EQ(refusal(RenameTalk{"Three", "Four"}), Refusal::too_many_titles);
}

TEST_F(RenameTest, a_removed_talk_answers_to_no_title) {
  propose("One");
  decide(RenameTalk{"One", "Two"});
  decide(RemoveTalk{"Two"});

  EXPECT_EQ(reached("One"), "");
  EXPECT_EQ(decide(ProposeOrEditTalk{"One", "Ana", ""})->effect, Effect::talk_proposed);
}

}  // namespace
}  // namespace skillboard
