#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "skillboard/talks/talk.hpp"

namespace skillboard {

// Eight characters of base 32, in capitals, to be read from one device and typed on another.
struct JoinCode {
  std::string text;
  Instant expires;
};

// The codes with which a further device joins a name. They are kept in memory alone: after a
// restart one asks for another.
//
// A code has 40 random bits. Whoever tried 1,000 a second, for all of the ten minutes that one code
// is good for, would find it with a chance of one in 1.8 million; with 1,000 codes out at once, any
// of them, with one in 1,800. Tries are not counted here: where more than a few a minute come from
// one place, the caller refuses them.
class JoinCodes {
 public:
  static constexpr std::chrono::minutes lifetime{10};

  // At the most so many are good at a time; the oldest goes first.
  explicit JoinCodes(std::size_t most = 1'000) : most_(most) {}

  // A code for the name with this key, in the place of one it had, which this device shows.
  JoinCode make(std::string name, std::string maker, Instant now);

  // What a code is good for: the key of the name, and the device that has made it.
  struct Grant {
    std::string name;
    std::string maker;
    bool again = false;  // whether the same device has taken it before
  };

  // What the code was made for, once; nothing for a code that is wrong, replaced, has expired, or
  // was taken by another device. The one that took it may ask again, since it may not have heard
  // the answer. Case, spaces and dashes do not count; O is read as 0, I and L as 1. The time it
  // takes tells nothing of the codes but their number.
  std::optional<Grant> take(std::string_view text, std::string_view taker, Instant now);

 private:
  struct Kept {
    Grant grant;
    JoinCode code;
    std::string taker;  // empty until it is taken
  };

  std::size_t most_;
  std::vector<Kept> codes_;  // the oldest first
};

}  // namespace skillboard
