#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "skillboard/names/passkey_ceremony.hpp"
#include "skillboard/talks/talk.hpp"

namespace skillboard {

// The challenges that passkeys answer: 32 random bytes as base64url. One for each device and
// ceremony, for five minutes, in memory alone.
class Challenges {
 public:
  static constexpr std::chrono::minutes lifetime{5};

  // At the most so many are out at a time; the oldest goes first. So the caller sees to it that
  // nobody asks for many, under however many tokens.
  explicit Challenges(std::size_t most = 1'000) : most_(most) {}

  // A challenge for the device with this hash, in the place of one it had for this ceremony.
  std::string make(std::string_view device, Ceremony ceremony, Instant now);

  // The challenge that the device was given for this ceremony, once, however its answer turns out;
  // nothing when it has none, or its time is over.
  std::optional<std::string> take(std::string_view device, Ceremony ceremony, Instant now);

 private:
  struct Given {
    std::string device;
    Ceremony ceremony;
    std::string challenge;
    Instant expires;
  };

  std::size_t most_;
  std::vector<Given> given_;  // the oldest first
};

}  // namespace skillboard
