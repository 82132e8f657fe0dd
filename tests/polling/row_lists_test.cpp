#include "skillboard/polling/row_lists.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace skillboard {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class RowListsTest : public testing::Test {
 protected:
  void append(std::size_t list, std::initializer_list<Row> rows) {
    for (const Row row : rows) {
      lists_.append(list, row);
    }
  }

  // Takes all rows out of the list, from its front.
  std::vector<Row> drain(std::size_t list) {
    std::vector<Row> rows;
    while (lists_.front(list) != no_row) {
      rows.push_back(lists_.front(list));
      lists_.remove(rows.back());
    }
    return rows;
  }

  RowLists lists_{3};
};

TEST_F(RowListsTest, BeginEmpty) {
  EXPECT_EQ(lists_.size(), 0U);
  EXPECT_EQ(lists_.front(2), no_row);
}

TEST_F(RowListsTest, KeepTheOrderOfAppending) {
  append(0, {7, 3, 5});

  EXPECT_EQ(lists_.size(), 3U);
  EXPECT_THAT(drain(0), ElementsAre(7, 3, 5));
  EXPECT_EQ(lists_.size(), 0U);
}

TEST_F(RowListsTest, CloseTheGapAroundARowThatLeaves) {
  for (const Row leaving : {1U, 2U, 3U}) {
    append(0, {1, 2, 3});

    lists_.remove(leaving);
    append(0, {4});

    std::vector<Row> expected{1, 2, 3, 4};
    std::erase(expected, leaving);
    EXPECT_EQ(drain(0), expected) << leaving;
  }
}

TEST_F(RowListsTest, HaveARowInOneListAtTheMost) {
  append(0, {1, 2});
  append(1, {3});

  append(1, {1});

  EXPECT_EQ(lists_.size(), 3U);
  EXPECT_THAT(drain(0), ElementsAre(2));
  EXPECT_THAT(drain(1), ElementsAre(3, 1));
}

TEST_F(RowListsTest, MoveARowToTheEndWhenItIsAppendedAgain) {
  append(0, {1, 2, 3});

  append(0, {1});

  EXPECT_EQ(lists_.size(), 3U);
  EXPECT_THAT(drain(0), ElementsAre(2, 3, 1));
}

TEST_F(RowListsTest, TakeTheRemovalOfAStrangerForNothing) {
  append(0, {1});

  lists_.remove(0);
  lists_.remove(1'000'000);

  EXPECT_EQ(lists_.size(), 1U);
  EXPECT_THAT(drain(1), IsEmpty());
  EXPECT_THAT(drain(0), ElementsAre(1));
}

}  // namespace
}  // namespace skillboard
