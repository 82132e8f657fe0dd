#include "skillboard/polling/deadline_wheel.hpp"

#include <algorithm>

namespace skillboard {

DeadlineWheel::DeadlineWheel(Clock::time_point start) : start_(start), rows_(slots) {}

void DeadlineWheel::set(Row row, Clock::time_point deadline, Clock::time_point now) {
  rows_.remove(row);
  catch_up(now);
  const auto since_start = std::max(deadline - start_, Clock::duration::zero());
  const auto ticks = (since_start + tick - Clock::duration{1}) / tick;  // rounded up: never early
  const auto number =
      std::clamp(static_cast<std::uint64_t>(ticks), cursor_, cursor_ + std::uint64_t{slots - 1});
  rows_.append(slot(number), row);
}

std::optional<Row> DeadlineWheel::take_expired(Clock::time_point now) {
  catch_up(now);
  const Row row = rows_.front(slot(cursor_));
  if (row == no_row || start_ + cursor_ * tick > now) {
    return std::nullopt;
  }
  rows_.remove(row);
  return row;
}

void DeadlineWheel::catch_up(Clock::time_point now) {
  const auto after_now = static_cast<std::uint64_t>((now - start_) / tick) + 1;
  if (rows_.size() == 0) {
    cursor_ = std::max(cursor_, after_now);
  }
  while (cursor_ < after_now && rows_.front(slot(cursor_)) == no_row) {
    ++cursor_;
  }
}

std::optional<DeadlineWheel::Clock::time_point> DeadlineWheel::next() const {
  if (rows_.size() == 0) {
    return std::nullopt;
  }
  std::uint64_t number = cursor_;
  while (rows_.front(slot(number)) == no_row) {
    ++number;
  }
  return start_ + number * tick;
}

}  // namespace skillboard
