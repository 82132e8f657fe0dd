#include "skillboard/storage/rfc3339.hpp"

#include <array>
#include <chrono>
#include <cstdio>

namespace skillboard {

std::string to_rfc3339(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(instant - day);
  std::array<char, 48> text{};
  const int size = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
      static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
      static_cast<unsigned>(date.day()), static_cast<int>(time.hours().count()),
      static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()),
      static_cast<int>(time.subseconds().count()));
  return {text.data(), static_cast<std::size_t>(size)};
}

std::optional<Instant> read_rfc3339(const std::string& text) {
  int year = 0;
  std::array<unsigned, 6> parts{};
  auto& [month, day, hours, minutes, seconds, thousandths] = parts;
  if (std::sscanf(text.c_str(), "%4d-%2u-%2uT%2u:%2u:%2u.%3uZ", &year, &month, &day, &hours,
                  &minutes, &seconds, &thousandths) != 7) {
    return std::nullopt;
  }
  const std::chrono::sys_days date =
      std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
  const Instant instant = date + std::chrono::hours(hours) + std::chrono::minutes(minutes) +
                          std::chrono::seconds(seconds) + std::chrono::milliseconds(thousandths);
  return to_rfc3339(instant) == text ? std::optional(instant) : std::nullopt;
}

}  // namespace skillboard
