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

  // A code for the name with this key, in the place of one it had.
  JoinCode make(std::string name, Instant now);

  // The key of the name that the code was made for, once; nothing for a code that is wrong, used,
  // replaced or has expired. Case, spaces and dashes do not count; O is read as 0, I and L as 1.
  // The time it takes tells nothing of the codes but their number.
  std::optional<std::string> take(std::string_view text, Instant now);

 private:
  struct Kept {
    std::string name;
    JoinCode code;
  };

  std::size_t most_;
  std::vector<Kept> codes_;  // the oldest first
};

}  // namespace skillboard
