#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "skillboard/polling/row_lists.hpp"

namespace skillboard {

// The deadlines of all rows, without a timer object for each: a hashed timing wheel (Varghese and
// Lauck, 1987, scheme 6) whose span is longer than the longest deadline, so that each slot is
// visited once. Setting and clearing cost the same however many there are; a row that is reused
// ten thousand times costs no allocation.
//
// A deadline is never early and at most one tick late. It knows no clock: the caller says how late
// it is. `take_expired` need not be called while `next` lies ahead.
class DeadlineWheel {
 public:
  using Clock = std::chrono::steady_clock;

  static constexpr std::chrono::milliseconds tick{20};
  static constexpr std::size_t slots = 1 << 15;
  // The furthest that a deadline can be away from now; a later one counts as this.
  static constexpr std::chrono::milliseconds span = tick * (slots - 1);

  explicit DeadlineWheel(Clock::time_point start);

  // Sets the row's only deadline.
  void set(Row row, Clock::time_point deadline, Clock::time_point now);

  void clear(Row row) { rows_.remove(row); }

  // Takes out one row whose deadline has passed.
  std::optional<Row> take_expired(Clock::time_point now);

  // When `take_expired` has to be asked next, or nothing when there is no deadline at all.
  std::optional<Clock::time_point> next() const;

 private:
  static std::size_t slot(std::uint64_t tick_number) { return tick_number % slots; }

  // Leaves the slots behind that have passed and are empty: the span is counted from the cursor, so
  // a cursor that stayed behind would make far deadlines early.
  void catch_up(Clock::time_point now);

  Clock::time_point start_;
  // The first tick that has not been taken yet.
  std::uint64_t cursor_ = 0;
  RowLists rows_;
};

}  // namespace skillboard
