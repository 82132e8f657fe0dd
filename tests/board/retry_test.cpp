// A retry gets the first answer again, and does nothing twice.

#include "board/board_fixture.hpp"

namespace skillboard {
namespace {

class RetryTest : public BoardFixture {
 protected:
  Decision comment(const std::string& key, const std::string& fingerprint = "same") {
    return decide(WriteComment{"Unicycling", "Bo", "Me too"}, {}, RetryKey{key, fingerprint});
  }

  std::size_t comments() { return board->publication()->find("Unicycling")->talk->comments.size(); }
};

TEST_F(RetryTest, gets_the_first_answer_again) {
  start();
  propose("Unicycling");

  const Decision first = comment("key");
  const Decision second = comment("key");

  ASSERT_TRUE(first);
  ASSERT_TRUE(second);
  EXPECT_EQ(first->version, second->version);
  EXPECT_EQ(*first->comment, *second->comment);
  EXPECT_EQ(comments(), 1U);
}

TEST_F(RetryTest, is_recognized_within_the_batch_of_the_first_try) {
  start();
  propose("Unicycling");
  const WriteComment wish{"Unicycling", "Bo", "Me too"};

  submit(wish, {}, RetryKey{"key", "same"});
  submit(wish, {}, RetryKey{"key", "same"});
  settle();

  EXPECT_EQ(comments(), 1U);
}

TEST_F(RetryTest, is_recognized_after_a_restart) {
  start();
  propose("Unicycling");
  const Decision first = comment("key");

  start();
  const Decision second = comment("key");

  ASSERT_TRUE(second);
  EXPECT_EQ(*first->comment, *second->comment);
  EXPECT_EQ(comments(), 1U);
}

TEST_F(RetryTest, gets_a_refusal_again_even_if_it_would_be_accepted_now) {
  start();
  EXPECT_EQ(refusal(comment("key")), Refusal::no_such_talk);
  propose("Unicycling");

  EXPECT_EQ(refusal(comment("key")), Refusal::no_such_talk);

  EXPECT_EQ(comments(), 0U);
}

TEST_F(RetryTest, of_a_removal_does_not_remove_what_was_proposed_since) {
  start();
  propose("Unicycling");
  decide(RemoveTalk{"Unicycling"}, {}, RetryKey{"key", "same"});
  propose("Unicycling");

  const Decision again = decide(RemoveTalk{"Unicycling"}, {}, RetryKey{"key", "same"});

  ASSERT_TRUE(again);
  EXPECT_NE(board->publication()->find("Unicycling"), nullptr);
}

TEST_F(RetryTest, with_the_key_of_another_request_is_refused) {
  start();
  propose("Unicycling");
  comment("key");

  EXPECT_EQ(refusal(comment("key", "another")), Refusal::retry_key_reused);

  EXPECT_EQ(comments(), 1U);
}

TEST_F(RetryTest, is_new_again_when_the_key_has_been_forgotten) {
  options.receipts_kept = std::chrono::hours(24);
  start();
  propose("Unicycling");
  comment("key");

  now += std::chrono::hours(25);
  comment("another key");
  comment("key");

  EXPECT_EQ(comments(), 3U);
}

TEST_F(RetryTest, is_tried_anew_after_the_journal_failed) {
  options.recovery_pause = std::chrono::milliseconds(1);
  start();
  propose("Unicycling");
  journal.failure = JournalError::cannot_write;
  EXPECT_EQ(refusal(comment("key")), Refusal::journal_unavailable);
  journal.failure = {};
  let_recover();

  const Decision again = comment("key");

  EXPECT_TRUE(again);
  EXPECT_EQ(comments(), 1U);
}

}  // namespace
}  // namespace skillboard
