#include "skillboard/storage/sqlite_journal.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "storage/journal_fixture.hpp"

namespace skillboard {
namespace {

using boost::system::error_code;

using SqliteJournalTest = JournalFixture;

TEST_F(SqliteJournalTest, ANewJournalIsAnEmptyBoardWithAnEpoch) {
  start();

  EXPECT_EQ(talks, TalkStore());
  EXPECT_EQ(epoch.size(), 12U);
  EXPECT_TRUE(receipts.empty());
}

TEST_F(SqliteJournalTest, WhatWasAppendedIsThereAfterARestart) {
  start();
  ASSERT_EQ(append({propose("Unicycles")}), error_code());
  ASSERT_EQ(append({propose("Łódź 🎪 \"quoted\"")}), error_code());
  const TalkStore before = talks;
  const std::string epoch_before = epoch;

  restart();

  EXPECT_EQ(talks, before);
  EXPECT_EQ(talks.version(), 2U);
  EXPECT_EQ(epoch, epoch_before);
}

TEST_F(SqliteJournalTest, ABatchIsToldInOrderAndOnce) {
  start();
  Entry first = propose("One");
  Entry second = propose("Two");
  second.change->version = 2;
  const Entry receipt_alone = receipt("key", now);

  ASSERT_EQ(append({first, receipt_alone, second}), error_code());

  EXPECT_EQ(told, (std::vector<Entry>{first, receipt_alone, second}));
}

TEST_F(SqliteJournalTest, EveryJournalHasAnEpochOfItsOwn) {
  start();
  const std::string first = epoch;
  stop();
  options.file = folder.path() / "other.db";

  start();

  EXPECT_NE(epoch, first);
}

TEST_F(SqliteJournalTest, ManyChangesAreTheSameBoardAfterARestart) {
  options.changes_between_snapshots = 700;
  start();
  while (talks.version() < 20'000) {
    ASSERT_EQ(append_history(500), error_code());
  }

  restart();

  EXPECT_EQ(talks, board_at(20'000));
}

TEST_F(SqliteJournalTest, StartUpReadsOnlyWhatCameAfterTheSnapshot) {
  options.changes_between_snapshots = 100;
  start();
  ASSERT_EQ(append_history(100), error_code());
  ASSERT_EQ(append_history(100), error_code());
  ASSERT_EQ(append_history(50), error_code());
  stop();
  // No replay from the beginning would succeed now.
  query("DELETE FROM changes WHERE version <= 200");

  start();

  EXPECT_EQ(talks, board_at(250));
}

TEST_F(SqliteJournalTest, AppendingBehindTheJournalIsAConflict) {
  start();
  ASSERT_EQ(append({propose("One")}), error_code());

  Entry late = propose("Two");
  late.change->version = 1;
  const error_code error = append(0, {late});

  EXPECT_EQ(error, JournalError::conflict);
}

TEST_F(SqliteJournalTest, AGapIsNotTaken) {
  start();
  Entry far = propose("One");
  far.change->version = 7;

  EXPECT_EQ(append({far}), JournalError::conflict);
  restart();
  EXPECT_EQ(talks.version(), 0U);
}

TEST_F(SqliteJournalTest, AfterAnErrorNothingIsTakenUntilItRecovers) {
  start();
  ASSERT_EQ(append(5, {}), JournalError::conflict);

  EXPECT_EQ(append({propose("One")}), JournalError::not_recovered);
  EXPECT_EQ(recover(), error_code());
  EXPECT_EQ(append({propose("One")}), error_code());
}

TEST_F(SqliteJournalTest, WhatAnotherProgramWroteIsAConflictAndThenRead) {
  start();
  ASSERT_EQ(append({propose("One")}), error_code());
  query("DELETE FROM changes WHERE version = 1");

  ASSERT_EQ(append({propose("Two")}), JournalError::conflict);
  ASSERT_EQ(recover(), error_code());

  EXPECT_EQ(talks.version(), 0U);
}

TEST_F(SqliteJournalTest, HandlersNeverRunAfterTheJournalIsGone) {
  start();
  bool called = false;
  journal->append(0, {propose("One")}, [&](error_code) { called = true; });

  stop();
  loop.restart();
  loop.run();

  EXPECT_FALSE(called);
  EXPECT_TRUE(told.empty());
}

TEST_F(SqliteJournalTest, TheLoopRunsAsLongAsTheDiskIsBusy) {
  start();
  bool called = false;
  journal->append(0, {propose("One")}, [&](error_code) { called = true; });

  loop.restart();
  loop.run();

  EXPECT_TRUE(called);
}

TEST_F(SqliteJournalTest, ATextThatCannotBeKeptIsAFailureAndNotTheEnd) {
  start();

  EXPECT_EQ(append({propose("not \xff UTF-8")}), JournalError::cannot_write);
  EXPECT_EQ(recover(), error_code());
  EXPECT_EQ(append({propose("UTF-8")}), error_code());
}

}  // namespace
}  // namespace skillboard
