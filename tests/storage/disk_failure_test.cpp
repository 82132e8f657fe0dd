// The disk fails under a running journal, and works again.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "storage/journal_fixture.hpp"
#include "support/faulty_disk.hpp"

namespace skillboard {
namespace {

using boost::system::error_code;

class DiskFailureTest : public JournalFixture, public testing::WithParamInterface<DiskFault> {
 protected:
  ~DiskFailureTest() override {
    stop();
    mend();
  }

  void fail() { disk.set({.fault = GetParam()}); }

  void mend() { disk.set({}); }

  // The end of the process without any of the work that closing does.
  void lose_power() {
    disk.cut_power_after(0);
    stop();
    disk.restore_power();
  }

  FaultyDisk& disk = FaultyDisk::install();
};

TEST_P(DiskFailureTest, NothingIsToldOfAnAppendThatFailed) {
  start();
  ASSERT_EQ(append_history(3), error_code());
  fail();

  EXPECT_EQ(append_history(1), JournalError::cannot_write);

  EXPECT_EQ(talks, board_at(3));
}

TEST_P(DiskFailureTest, TheJournalDoesNotRecoverBeforeTheDiskDoes) {
  start();
  fail();
  ASSERT_EQ(append_history(1), JournalError::cannot_write);

  EXPECT_EQ(recover(), JournalError::cannot_write);
  EXPECT_EQ(recover(), JournalError::cannot_write);
  EXPECT_EQ(append_history(1), JournalError::not_recovered);
}

TEST_P(DiskFailureTest, WritingResumesWhenTheDiskDoes) {
  start();
  ASSERT_EQ(append_history(3), error_code());
  fail();
  ASSERT_EQ(append_history(1), JournalError::cannot_write);
  ASSERT_EQ(recover(), JournalError::cannot_write);

  mend();

  ASSERT_EQ(recover(), error_code());
  EXPECT_EQ(talks, board_at(3));
  EXPECT_EQ(append_history(2), error_code());
  EXPECT_EQ(talks, board_at(5));
}

TEST_P(DiskFailureTest, AFailedAppendDoesNotComeBackOnceTheJournalHasRecovered) {
  start();
  ASSERT_EQ(append({propose("Kept")}), error_code());
  const TalkStore before = talks;
  fail();
  ASSERT_EQ(append({propose("Failed")}), JournalError::cannot_write);
  ASSERT_EQ(recover(), JournalError::cannot_write);
  mend();
  ASSERT_EQ(recover(), error_code());
  EXPECT_EQ(talks, before);

  lose_power();
  start();

  EXPECT_EQ(talks, before);
}

TEST_P(DiskFailureTest, AServerIsNotStartedOnADiskThatFails) {
  start();
  ASSERT_EQ(append_history(3), error_code());
  stop();
  fail();

  EXPECT_EQ(refused_with(), JournalError::cannot_write);
  EXPECT_THAT(refused(), testing::ContainsRegex("cannot be written .*(full|I/O error)"));
  mend();
  start();

  EXPECT_EQ(talks, board_at(3));
}

TEST_P(DiskFailureTest, ANewJournalOnADiskThatFailsLeavesAnEmptyFile) {
  fail();

  EXPECT_EQ(refused_with(), JournalError::cannot_write);
  mend();
  start();

  EXPECT_EQ(append_history(1), error_code());
}

TEST_P(DiskFailureTest, AFailedSnapshotIsToldByTheNextAppend) {
  options.changes_between_snapshots = 3;
  start();
  ASSERT_EQ(append_history(2), error_code());
  ASSERT_EQ(append({{.change = history_at(3), .receipt = {}}}), error_code());
  fail();
  journal->offer_snapshot(talks);
  ASSERT_EQ(append_history(1), JournalError::not_recovered);

  mend();
  ASSERT_EQ(recover(), error_code());

  // Nor is it tried again at once.
  EXPECT_EQ(append_history(1), error_code());
  EXPECT_EQ(append_history(1), error_code());
  EXPECT_EQ(talks, board_at(5));
}

INSTANTIATE_TEST_SUITE_P(Disks, DiskFailureTest,
                         testing::Values(DiskFault::full, DiskFault::write_error,
                                         DiskFault::sync_error),
                         [](const auto& fault) {
                           switch (fault.param) {
                             case DiskFault::full:
                               return "Full";
                             case DiskFault::write_error:
                               return "FailingToWrite";
                             case DiskFault::sync_error:
                               return "FailingToSync";
                             case DiskFault::crowded:
                             case DiskFault::none:
                               break;
                           }
                           return "Sound";
                         });

}  // namespace
}  // namespace skillboard
