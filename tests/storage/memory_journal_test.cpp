#include "skillboard/storage/memory_journal.hpp"

#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <vector>

#include "skillboard/storage/error.hpp"

#include "support/changes.hpp"

namespace skillboard {
namespace {

using boost::system::error_code;

class MemoryJournalTest : public testing::Test, protected Journal::Reader {
 protected:
  boost::system::result<Recovered> recover() {
    std::optional<boost::system::result<Recovered>> outcome;
    journal->recover(*this, [&](auto recovered) { outcome = std::move(recovered); });
    EXPECT_FALSE(outcome) << "called before the function returned";
    run();
    return *std::move(outcome);
  }

  error_code append(Version expected, std::vector<Entry> entries) {
    std::optional<error_code> outcome;
    journal->append(expected, std::move(entries), [&](error_code error) { outcome = error; });
    EXPECT_FALSE(outcome) << "called before the function returned";
    run();
    return outcome.value_or(error_code(1, boost::system::generic_category()));
  }

  void run() {
    loop.restart();
    loop.run();
  }

  const Entry first{.change = make_change(1, Instant(), TalkProposed{"t1", "One", "Ann", ""}),
                    .receipt = Receipt{"key", "print", "{}", 1, Instant()}};
  boost::asio::io_context loop;
  std::unique_ptr<MemoryJournal> journal =
      std::make_unique<MemoryJournal>(loop.get_executor(), "abc");
  std::vector<Entry> told;

 private:
  void committed(std::span<const Entry> entries) override {
    told.insert(told.end(), entries.begin(), entries.end());
  }
};

TEST_F(MemoryJournalTest, WhatIsAppendedIsToldAndRecovered) {
  ASSERT_TRUE(recover());

  EXPECT_EQ(append(0, {first}), error_code());

  EXPECT_EQ(told, std::vector<Entry>{first});
  const auto recovered = recover();
  EXPECT_EQ(recovered->epoch, "abc");
  EXPECT_EQ(recovered->talks.version(), 1U);
  EXPECT_EQ(recovered->receipts, std::vector<Receipt>{*first.receipt});
}

TEST_F(MemoryJournalTest, NothingIsTakenBeforeItHasRecovered) {
  EXPECT_EQ(append(0, {first}), JournalError::not_recovered);
}

TEST_F(MemoryJournalTest, AppendingBehindItIsAConflictToRecoverFrom) {
  ASSERT_TRUE(recover());
  ASSERT_EQ(append(0, {first}), error_code());

  EXPECT_EQ(append(0, {first}), JournalError::conflict);
  EXPECT_EQ(append(1, {}), JournalError::not_recovered);
  ASSERT_TRUE(recover());
  EXPECT_EQ(append(1, {}), error_code());
}

TEST_F(MemoryJournalTest, HandlersNeverRunAfterTheJournalIsGone) {
  ASSERT_TRUE(recover());
  bool called = false;
  journal->append(0, {first}, [&](error_code) { called = true; });

  journal.reset();
  run();

  EXPECT_FALSE(called);
  EXPECT_TRUE(told.empty());
}

}  // namespace
}  // namespace skillboard
