// Receipts are kept as long as they were told to be, and go oldest first.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "storage/journal_fixture.hpp"

namespace skillboard {
namespace {

using boost::system::error_code;
using std::chrono::hours;
using std::chrono::minutes;

class ReceiptTest : public JournalFixture {
 protected:
  void append_receipts(int count, Instant decided) {
    std::vector<Entry> entries;
    for (int i = 0; i < count; ++i) {
      entries.push_back(receipt("key " + std::to_string(++last_key), decided));
    }
    ASSERT_EQ(append(std::move(entries)), error_code());
  }

  std::string kept() { return query("SELECT count(*) FROM receipts"); }

  int last_key = 0;
};

TEST_F(ReceiptTest, ReceiptsComeBackOldestFirst) {
  start();
  const Entry first = receipt("first", now);
  Entry second = propose("With a change");
  second.receipt = Receipt{"second", "print", R"({"answer":201})", 1, now};
  ASSERT_EQ(append({first}), error_code());
  ASSERT_EQ(append({second}), error_code());

  restart();

  EXPECT_EQ(receipts, (std::vector<Receipt>{*first.receipt, *second.receipt}));
}

TEST_F(ReceiptTest, AReceiptOlderThanADayIsNotRecovered) {
  start();
  append_receipts(1, now);
  append_receipts(1, now + minutes(1));

  now += hours(24);
  restart();
  EXPECT_EQ(receipts.size(), 2U);

  now += minutes(1);
  restart();
  ASSERT_EQ(receipts.size(), 1U);
  EXPECT_EQ(receipts.front().key, "key 2");
}

TEST_F(ReceiptTest, OldReceiptsLeaveTheFileNowAndThen) {
  start();
  append_receipts(600, now);
  EXPECT_EQ(kept(), "600");

  now += hours(25);
  append_receipts(600, now);

  EXPECT_EQ(kept(), "600");
}

TEST_F(ReceiptTest, NoMoreThanTheMostAreKept) {
  options.most_receipts = 100;
  start();
  for (int i = 0; i < 12; ++i) {
    append_receipts(100, now);
  }
  restart();

  EXPECT_LE(receipts.size(), 600U);
  ASSERT_FALSE(receipts.empty());
  EXPECT_EQ(receipts.back().key, "key 1200");
}

}  // namespace
}  // namespace skillboard
