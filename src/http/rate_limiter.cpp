#include "skillboard/http/rate_limiter.hpp"

#include <algorithm>
#include <iterator>

namespace skillboard {

namespace {

using Duration = Pace::Clock::duration;

Duration to_duration(double seconds) {
  // A century is for ever, and can be added to any instant.
  constexpr double longest = 100 * 365.25 * 86'400;
  return std::chrono::duration_cast<Duration>(
      std::chrono::duration<double>(std::min(seconds, longest)));
}

}  // namespace

Pace::Pace(const RateLimit& limit)
    : interval_(to_duration(1 / limit.per_second)),
      tolerance_(to_duration((limit.burst - 1) / limit.per_second)) {}

std::optional<std::chrono::seconds> Pace::take(Clock::time_point& full,
                                               Clock::time_point now) const {
  const Clock::time_point next = full - tolerance_;
  if (next > now) {
    return std::max(std::chrono::ceil<std::chrono::seconds>(next - now), std::chrono::seconds(1));
  }
  full = std::max(full, now) + interval_;
  return std::nullopt;
}

RateLimiter::RateLimiter(const RateLimit& limit)
    : pace_(limit), most_keys_(std::max<std::size_t>(limit.keys, 1)) {}

std::optional<std::chrono::seconds> RateLimiter::take(std::string_view key, Clock::time_point now) {
  return pace_.take(find(key, now).full, now);
}

RateLimiter::Entry& RateLimiter::find(std::string_view key, Clock::time_point now) {
  // Two at most are forgotten for each that is added, so it costs the same at all times, and what
  // has gathered goes.
  for (int i = 0; i < 2 && !entries_.empty() && entries_.front().full <= now; ++i) {
    forget_oldest();
  }
  const auto found = by_key_.find(key);
  if (found != by_key_.end()) {
    entries_.splice(entries_.end(), entries_, found->second);
    return entries_.back();
  }
  if (entries_.size() >= most_keys_) {
    forget_oldest();
  }
  entries_.push_back({std::string(key), now});
  by_key_.emplace(entries_.back().key, std::prev(entries_.end()));
  return entries_.back();
}

void RateLimiter::forget_oldest() {
  by_key_.erase(entries_.front().key);
  entries_.pop_front();
}

}  // namespace skillboard
