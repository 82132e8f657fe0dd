#pragma once

#include <string>
#include <variant>
#include <vector>

#include "skillboard/talks/held_name.hpp"

namespace skillboard {

// What can happen to names and the devices that hold them. `key` is the name's (see `HeldName`);
// devices are named by their hashes.

// By the first write under it.
struct NameClaimed {
  std::string key;
  std::string skeleton;
  std::string name;
  std::string device;
  std::string label;

  bool operator==(const NameClaimed&) const = default;
};

struct DeviceJoined {
  std::string key;
  std::string device;
  std::string label;
  Joining joining = Joining::code;
  std::vector<std::string> vouched_by{};

  bool operator==(const DeviceJoined&) const = default;
};

// It was signed out.
struct DeviceLeft {
  std::string key;
  std::string device;

  bool operator==(const DeviceLeft&) const = default;
};

struct NameVouched {
  std::string key;
  std::string device;
  std::string member;  // the key of the name of who vouches
  std::string name;    // and as it is shown
  std::string from;    // from which of the member's devices

  bool operator==(const NameVouched&) const = default;
};

struct PasskeyAdded {
  std::string key;
  std::string id;
  std::string public_key;
  std::string label;

  bool operator==(const PasskeyAdded&) const = default;
};

struct PasskeyRemoved {
  std::string key;
  std::string id;

  bool operator==(const PasskeyRemoved&) const = default;
};

using NameEvent =
    std::variant<NameClaimed, DeviceJoined, DeviceLeft, NameVouched, PasskeyAdded, PasskeyRemoved>;

// The key of the name that an event is about.
const std::string& key_of(const NameEvent& event);

}  // namespace skillboard
