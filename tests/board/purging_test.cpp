#include "skillboard/board/purging.hpp"

#include "board/member_fixture.hpp"

namespace skillboard {
namespace {

class PurgingTest : public MemberFixture {
 protected:
  PurgingTest() { with_devices = true; }

  Refusal refusal(const Decision& decision) {
    return decision ? Refusal::invalid_text : decision.error().refusal;
  }

  Purged purged() const { return std::get<Purged>(history.back().steps.front().event); }
};

TEST_F(PurgingTest, who_wrote_a_removed_comment_has_it_erased) {
  propose("Unicycling");
  const std::string comment = write("Unicycling", "My number is 5550123");
  decide(RemoveComment{"Unicycling", comment});

  act_as("Eve");
  EXPECT_EQ(refusal(purge(3)), Refusal::not_yours);
  act_as("");
  EXPECT_EQ(refusal(purge(3)), Refusal::not_yours);
  act_as("Bo");
  ASSERT_TRUE(purge(3));

  EXPECT_EQ(purged(), (Purged{.talk = "id1", .comment = comment}));
  EXPECT_TRUE(talks.find("Unicycling")->comments.empty());
  EXPECT_EQ(refusal(undo(3)), Refusal::purged);
  EXPECT_EQ(refusal(purge(3)), Refusal::purged);
}

TEST_F(PurgingTest, a_removed_talk_is_erased_unless_others_have_written_there) {
  propose("Mine");
  propose("Ours");
  write("Ours", "Bo was here");
  decide(RemoveTalk{"Mine"});
  decide(RemoveTalk{"Ours"});

  act_as("Ana");
  EXPECT_EQ(refusal(purge(5)), Refusal::others_words);
  EXPECT_TRUE(purge(4));
  EXPECT_EQ(talks.find_kept("id1"), nullptr);
  EXPECT_NE(talks.find_kept("id2"), nullptr);
}

TEST_F(PurgingTest, a_former_text_is_erased_once_something_newer_stands_there) {
  propose("Unicycling", "first");
  decide(ProposeOrEditTalk{"Unicycling", "Ana", "second"});
  decide(RenameTalk{"Unicycling", "One wheel"});

  act_as("Ana");
  ASSERT_TRUE(purge(2));
  EXPECT_EQ(purged(), (Purged{"id1", "", Purged::Part::summary, 1}));
  ASSERT_TRUE(purge(3));
  EXPECT_EQ(purged(), (Purged{"id1", "", Purged::Part::title, 1}));
  EXPECT_EQ(talks.find("Unicycling"), nullptr);
  EXPECT_EQ(talks.find("One wheel")->summary, "second");
}

TEST_F(PurgingTest, a_text_that_an_undo_brought_back_is_not_erased) {
  propose("Unicycling");
  const std::string comment = write("Unicycling", "first");
  decide(EditComment{"Unicycling", comment, "second"});
  undo(3);

  act_as("Bo");
  EXPECT_EQ(refusal(purge(3)), Refusal::changed_since);
  ASSERT_TRUE(purge(4));  // which took the second text away
  EXPECT_EQ(purged(), (Purged{"id1", comment, Purged::Part::message, 3}));
}

TEST_F(PurgingTest, the_text_of_a_removed_comment_is_erased_with_the_comment_alone) {
  propose("Unicycling");
  const std::string comment = write("Unicycling", "first");
  decide(EditComment{"Unicycling", comment, "second"});
  undo(3);
  decide(RemoveComment{"Unicycling", comment});

  act_as("Bo");
  EXPECT_EQ(refusal(purge(3)), Refusal::changed_since) << "the first is what undoing would restore";
  EXPECT_TRUE(purge(4)) << "the second is nowhere any more";
  EXPECT_TRUE(purge(5));
}

TEST_F(PurgingTest, what_was_restored_is_not_erased) {
  propose("Unicycling");
  decide(RemoveTalk{"Unicycling"});
  undo(2);

  act_as("Ana");
  EXPECT_EQ(refusal(purge(2)), Refusal::changed_since);
}

TEST_F(PurgingTest, a_change_that_took_nothing_away_has_nothing_to_erase) {
  act_as("Ana");
  propose("Unicycling");

  EXPECT_EQ(refusal(purge(1)), Refusal::nothing_to_undo);
}

TEST_F(PurgingTest, the_longest_removed_goes_first) {
  for (const char* title : {"One", "Two", "Three"}) {
    propose(title);
    decide(RemoveTalk{title});
  }
  const Instant second = history.at(3).time;

  EXPECT_EQ(decide(PurgeRemoved{second, 3})->effect, Effect::purged);
  EXPECT_EQ(history.back().steps.size(), 1U);
  EXPECT_EQ(purged().talk, "id1");
  EXPECT_EQ(decide(PurgeRemoved{second, 3})->effect, Effect::nothing);

  EXPECT_EQ(decide(PurgeRemoved{second, 1})->effect, Effect::purged) << "beyond those to be kept";
  EXPECT_EQ(purged().talk, "id2");
  EXPECT_NE(talks.find_kept("id3"), nullptr);
}

TEST_F(PurgingTest, a_comment_goes_with_its_talk) {
  propose("Unicycling");
  const std::string comment = write("Unicycling", "Me too");
  decide(RemoveTalk{"Unicycling"});
  now += std::chrono::seconds(1);

  decide(PurgeRemoved{now, 10});

  EXPECT_EQ(history.back().steps.size(), 1U);
  EXPECT_TRUE(talks.long_removed(now + std::chrono::hours(1), 0, 10).empty());
}

}  // namespace
}  // namespace skillboard
