#pragma once

#include <boost/system/result.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "skillboard/talks/talk.hpp"

namespace skillboard {

// A device that waits until somebody vouches that a name is its owner's.
struct WaitingDevice {
  std::string device;  // its hash
  std::string label;   // how its person may tell it from others
  std::string name;    // the key of the name
  // Two words with a space between, which its owner tells the one who vouches.
  std::string words;
  Instant until;
};

enum class WaitRefusal {
  name_full,  // as many wait for this name as may
  full,       // as many wait for any
};

struct WaitingLimits {
  std::size_t for_name = 50;  // fewer than half of the words
  std::size_t in_all = 1'000;
};

// Which devices wait. Whoever comes once it is full is refused, and sends nobody away: otherwise
// one could keep everybody else from being recognized. In memory alone: after a restart one waits
// anew.
//
// The words tell those apart who wait for one name; they are no secret. They are chosen at random:
// were they made from the device's token, somebody could make tokens until the words are those of
// another. Nor does any word come twice among those who wait for one name, in whichever order, so
// that to have understood one of them right is enough.
class WaitingDevices {
 public:
  static constexpr std::chrono::hours lifetime{1};

  explicit WaitingDevices(const WaitingLimits& limits = {}) : limits_(limits) {}

  // Has the device wait for the name for an hour from now. For the same name it keeps its words,
  // for another it gets new ones and waits for that instead. Refused, it waits as it did before.
  boost::system::result<WaitingDevice, WaitRefusal> wait(std::string_view device,
                                                         std::string_view label,
                                                         std::string_view name, Instant now);

  // Who waits for the name with these words; case, accents, and what is not a Latin letter do not
  // count.
  std::optional<WaitingDevice> find(std::string_view name, std::string_view words,
                                    Instant now) const;

  // What the device waits for.
  std::optional<WaitingDevice> of_device(std::string_view device, Instant now) const;

  // It waits no more, whether it did or not.
  void stop(std::string_view device);

 private:
  // Why no other device than this can wait for the name.
  std::optional<WaitRefusal> why_full(std::string_view name, std::string_view device) const;

  WaitingLimits limits_;
  std::vector<WaitingDevice> waiting_;
};

}  // namespace skillboard
