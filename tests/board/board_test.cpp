#include "skillboard/board/board.hpp"

#include <sys/socket.h>

#include <array>

#include "board/board_fixture.hpp"
#include "support/changes.hpp"

namespace skillboard {
namespace {

using BoardTest = BoardFixture;

TEST_F(BoardTest, publishes_what_was_accepted) {
  start();

  const Decision decision = propose("Unicycling");

  ASSERT_TRUE(decision);
  EXPECT_EQ(decision->effect, Effect::talk_proposed);
  EXPECT_EQ(decision->version, 1U);
  EXPECT_EQ(version(), 1U);
  EXPECT_NE(list().find(R"("title":"Unicycling")"), std::string::npos);
}

TEST_F(BoardTest, tells_nobody_before_the_change_is_durable) {
  start();
  journal.held = true;

  const auto decision = submit(ProposeOrEditTalk{"Unicycling", "Ana", ""});
  settle();

  EXPECT_FALSE(decision->has_value());
  EXPECT_EQ(list(), "[]");
  EXPECT_EQ(board->publication()->find("Unicycling"), nullptr);

  journal.release();
  settle();

  EXPECT_TRUE(decision->has_value());
  EXPECT_EQ(version(), 1U);
}

TEST_F(BoardTest, holds_a_refusal_back_that_depends_on_a_change_not_yet_durable) {
  start();
  propose("Unicycling");
  journal.held = true;

  submit(RemoveTalk{"Unicycling"});
  const auto comment = submit(WriteComment{"Unicycling", "Bo", "See you there"});
  settle();
  EXPECT_FALSE(comment->has_value());
  journal.release();
  settle();

  ASSERT_TRUE(comment->has_value());
  EXPECT_EQ(refusal(**comment), Refusal::no_such_talk);
}

TEST_F(BoardTest, makes_what_gathers_durable_in_one_transaction) {
  start();

  for (int i = 0; i < 100; ++i) {
    submit(ProposeOrEditTalk{"Talk " + std::to_string(i), "Ana", ""});
  }
  settle();

  EXPECT_EQ(journal.appends, 1);
  EXPECT_EQ(version(), 100U);
}

TEST_F(BoardTest, gathers_the_next_batch_while_the_journal_writes) {
  start();
  journal.held = true;
  submit(ProposeOrEditTalk{"First", "Ana", ""});
  settle();

  submit(ProposeOrEditTalk{"Second", "Ana", ""});
  submit(ProposeOrEditTalk{"Third", "Ana", ""});
  settle();
  EXPECT_EQ(journal.appends, 1);
  journal.release();
  settle();

  EXPECT_EQ(journal.appends, 2);
  EXPECT_EQ(version(), 3U);
}

TEST_F(BoardTest, makes_no_version_of_a_write_that_changes_nothing) {
  start();
  propose("Unicycling", "One wheel");

  const Decision again = propose("Unicycling", "One wheel");
  const Decision removal = decide(RemoveTalk{"No such talk"});

  ASSERT_TRUE(again);
  ASSERT_TRUE(removal);
  EXPECT_EQ(again->effect, Effect::nothing);
  EXPECT_EQ(again->version, 1U);
  EXPECT_EQ(removal->effect, Effect::nothing);
  EXPECT_EQ(version(), 1U);
  EXPECT_EQ(journal.appends, 1);
}

TEST_F(BoardTest, wakes_the_waiting_room_for_a_change_only) {
  start();
  std::array<int, 2> sockets{};
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, sockets.data()), 0);
  room.admit(sockets[0], {WaitingRoom::Next::Kind::parked, std::chrono::minutes(1), 0});

  decide(RemoveTalk{"No such talk"});
  EXPECT_EQ(woken, 0);
  propose("Unicycling");

  EXPECT_EQ(woken, 1);
  ::close(sockets[1]);
}

TEST_F(BoardTest, refuses_the_whole_batch_when_the_journal_fails_and_keeps_reading) {
  start();
  propose("Unicycling");
  journal.failure = JournalError::cannot_write;

  const auto first = submit(ProposeOrEditTalk{"Gardening", "Bo", ""});
  const auto second = submit(RemoveTalk{"Unicycling"});
  settle();

  ASSERT_TRUE(first->has_value() && second->has_value());
  EXPECT_EQ(refusal(**first), Refusal::journal_unavailable);
  EXPECT_EQ(refusal(**second), Refusal::journal_unavailable);
  EXPECT_EQ(version(), 1U);
  EXPECT_NE(board->publication()->find("Unicycling"), nullptr);
}

TEST_F(BoardTest, writes_again_by_itself_when_the_journal_does) {
  options.recovery_pause = std::chrono::milliseconds(1);
  start();
  propose("Unicycling");
  journal.failure = JournalError::cannot_write;
  propose("Gardening");
  let_recover();
  EXPECT_EQ(refusal(propose("Gardening")), Refusal::journal_unavailable);

  journal.failure = {};
  let_recover();

  const Decision decision = propose("Gardening");
  ASSERT_TRUE(decision);
  EXPECT_EQ(decision->version, 2U);
  EXPECT_EQ(board->publication()->find("Unicycling")->talk->presenter, "Ana");
}

TEST_F(BoardTest, tells_once_that_the_journal_fails_and_once_that_it_writes_again) {
  options.recovery_pause = std::chrono::milliseconds(1);
  start();
  journal.failure = JournalError::cannot_write;
  propose("Unicycling");
  let_recover();
  let_recover();
  EXPECT_EQ(journal_news, (std::vector<boost::system::error_code>{JournalError::cannot_write}));

  journal.failure = {};
  let_recover();
  propose("Unicycling");

  EXPECT_EQ(journal_news, (std::vector<boost::system::error_code>{JournalError::cannot_write, {}}));
}

TEST_F(BoardTest, refuses_submissions_beyond_the_queue) {
  options.queue = 2;
  start();
  journal.held = true;
  submit(ProposeOrEditTalk{"Under way", "Ana", ""});
  settle();

  submit(ProposeOrEditTalk{"First", "Ana", ""});
  submit(ProposeOrEditTalk{"Second", "Ana", ""});
  const auto third = submit(ProposeOrEditTalk{"Third", "Ana", ""});
  settle();

  ASSERT_TRUE(third->has_value());
  EXPECT_EQ(refusal(**third), Refusal::too_many_waiting);
}

TEST_F(BoardTest, publishes_changes_that_somebody_else_wrote_to_the_journal) {
  start();
  const Entry foreign{make_change(1, now, TalkProposed{"other", "From elsewhere", "Bo", ""}), {}};

  journal.append(0, {foreign}, [](boost::system::error_code) {});
  settle();

  EXPECT_EQ(version(), 1U);
  EXPECT_NE(board->publication()->find("From elsewhere"), nullptr);
}

TEST_F(BoardTest, comes_back_as_it_was_after_a_restart) {
  start();
  propose("Unicycling");
  decide(WriteComment{"Unicycling", "Bo", "Me too"});
  const std::string before = list();
  const std::string tag = board->publication()->tag();

  start();

  EXPECT_EQ(list(), before);
  EXPECT_EQ(board->publication()->tag(), tag);
}

}  // namespace
}  // namespace skillboard
