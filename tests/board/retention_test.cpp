#include "skillboard/board/retention.hpp"

#include "board/board_fixture.hpp"

namespace skillboard {
namespace {

class RetentionTest : public BoardFixture {
 protected:
  void look() {
    retention.emplace(loop, *board, kept, [this] { return now; });
    retention->start();
    settle();
  }

  RetentionOptions kept;
  std::optional<Retention> retention;
};

TEST_F(RetentionTest, purges_what_was_removed_longer_ago_than_it_is_kept) {
  start();
  propose("Old");
  decide(RemoveTalk{"Old"});
  now += std::chrono::days(20);
  propose("New");
  decide(RemoveTalk{"New"});
  now += std::chrono::days(11);

  look();

  EXPECT_EQ(version(), 5U);
  EXPECT_EQ(board->talks().find_kept("id1"), nullptr);
  EXPECT_NE(board->talks().find_kept("id2"), nullptr);
}

TEST_F(RetentionTest, goes_on_until_all_of_it_is_purged) {
  start();
  for (int i = 0; i < 250; ++i) {
    const std::string title = "Talk " + std::to_string(i);
    propose(title);
    decide(RemoveTalk{title});
  }
  now += std::chrono::days(31);

  look();

  EXPECT_TRUE(board->talks().kept_talks().empty());
}

TEST_F(RetentionTest, keeps_no_more_than_so_much) {
  kept.most_removed = 1;
  start();
  for (const char* title : {"One", "Two", "Three"}) {
    propose(title);
    decide(RemoveTalk{title});
    now += std::chrono::seconds(1);
  }

  look();

  ASSERT_EQ(board->talks().kept_talks().size(), 1U);
  EXPECT_EQ(board->talks().kept_talks().front()->title, "Three");
}

TEST_F(RetentionTest, tries_again_after_the_journal_has_failed) {
  options.recovery_pause = std::chrono::milliseconds(1);
  kept.interval = std::chrono::milliseconds(1);
  start();
  propose("Old");
  decide(RemoveTalk{"Old"});
  now += std::chrono::days(31);
  journal.failure = JournalError::cannot_write;
  look();
  EXPECT_NE(board->talks().find_kept("id1"), nullptr);

  journal.failure = {};
  loop.restart();
  while (board->talks().find_kept("id1") != nullptr && loop.run_one() > 0) {
  }

  EXPECT_EQ(board->talks().find_kept("id1"), nullptr);
}

}  // namespace
}  // namespace skillboard
