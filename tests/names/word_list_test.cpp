#include "skillboard/names/word_list.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <string>
#include <vector>

namespace skillboard {
namespace {

// How many letters have to be put in, left out or replaced to make one of the other (Levenshtein).
std::size_t distance(std::string_view one, std::string_view other) {
  std::vector<std::size_t> row(other.size() + 1);
  std::iota(row.begin(), row.end(), 0U);
  for (std::size_t i = 0; i < one.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < other.size(); ++j) {
      const std::size_t replaced = diagonal + (one[i] == other[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
    }
  }
  return row.back();
}

TEST(WordList, is_of_short_words_without_accents_in_order) {
  EXPECT_TRUE(std::ranges::is_sorted(word_list()));
  for (const std::string_view word : word_list()) {
    EXPECT_GE(word.size(), 4U) << word;
    EXPECT_LE(word.size(), 12U) << word;
    EXPECT_EQ(word.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), std::string_view::npos) << word;
  }
}

TEST(WordList, has_no_two_words_that_a_slip_takes_for_one_another) {
  for (const std::string_view one : word_list()) {
    for (const std::string_view other : word_list()) {
      EXPECT_TRUE(one == other || distance(one, other) >= 3) << one << " " << other;
    }
  }
}

TEST(WordList, has_no_two_pairs_that_run_together_into_the_same_letters) {
  std::set<std::string> pairs;
  for (const std::string_view one : word_list()) {
    for (const std::string_view other : word_list()) {
      pairs.insert(std::string(one).append(other));
    }
  }

  EXPECT_EQ(pairs.size(), word_count * word_count);
}

}  // namespace
}  // namespace skillboard
