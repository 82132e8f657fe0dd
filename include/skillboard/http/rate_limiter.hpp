#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace skillboard {

// How often something may happen: `burst` times at once, and `per_second` times a second in the
// long run.
struct RateLimit {
  double per_second = 1;
  double burst = 10;          // at least 1
  std::size_t keys = 10'000;  // that are remembered
};

// A bucket with `burst` tokens, one token a time, as one instant: when it is full again (GCRA,
// ITU-T I.371). Before now it is full.
class Pace {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Pace(const RateLimit& limit);

  // Takes a token, or says after how long there is one: whole seconds, at least one. Asking in vain
  // costs nothing of it.
  std::optional<std::chrono::seconds> take(Clock::time_point& full, Clock::time_point now) const;

 private:
  Clock::duration interval_;   // between two tokens
  Clock::duration tolerance_;  // how far ahead `full` may be for a token to be there
};

// Limits how often each of many may do something, each known by a key, with a bucket for each.
//
// Whose bucket is full again is forgotten. When there are more keys than may be remembered, the one
// asked for least recently is forgotten, too, and begins anew with a full bucket: so a limit by
// what anybody can have many of is worth no more than `keys` says.
class RateLimiter {
 public:
  using Clock = Pace::Clock;

  explicit RateLimiter(const RateLimit& limit);

  // Views into the keys stand in here.
  RateLimiter(const RateLimiter&) = delete;
  RateLimiter& operator=(const RateLimiter&) = delete;

  // Takes a token of this key, as `Pace` does. `now` never goes back. Costs the length of the key,
  // on average.
  std::optional<std::chrono::seconds> take(std::string_view key, Clock::time_point now);

  // How many keys are remembered.
  std::size_t size() const { return by_key_.size(); }

 private:
  struct Entry {
    std::string key;
    Clock::time_point full;  // when the bucket is full again
  };

  using Entries = std::list<Entry>;

  Entry& find(std::string_view key, Clock::time_point now);
  void forget_oldest();

  Pace pace_;
  std::size_t most_keys_;
  Entries entries_;  // the one asked for least recently first
  std::unordered_map<std::string_view, Entries::iterator> by_key_;
};

}  // namespace skillboard
