#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "skillboard/talks/talk.hpp"

namespace skillboard {

// How a device came to hold a name.
enum class Joining : std::uint8_t {
  claimed,  // it was the first to act under it
  code,     // by a code that another device of the name showed
  vouched,  // two members said that it is who they know under this name
  passkey,  // by a passkey of the name
};

// A browser that acts under a name. It is known by the keyed hash of the token in its cookie.
struct Device {
  std::string hash;
  std::string label;  // how its person may tell it from the others: "Firefox on Android"
  Instant joined;
  Joining joining = Joining::claimed;
  // The names of those who vouched for it.
  std::vector<std::string> vouched_by{};

  bool operator==(const Device&) const = default;
};

// What everybody may know of a device: enough of its hash to tell it from all others, and too
// little to be taken for it.
std::string_view handle_of(std::string_view device_hash);

// A credential (WebAuthn) that lets further devices join a name.
struct Passkey {
  std::string id;
  std::string public_key;
  std::string label;
  Instant added;

  bool operator==(const Passkey&) const = default;
};

// That a member recognizes the person at a device as the one who holds a name. It counts for a
// week.
struct Vouch {
  std::string device;  // its hash
  std::string member;  // the key of the member's name
  std::string name;    // as it is shown
  std::string from;    // the hash of the device from which it was said
  Instant given;

  bool operator==(const Vouch&) const = default;
};

constexpr std::chrono::days vouch_lifetime{7};

// For a week after others have vouched for a device of a name, the devices that joined since are
// on trust: who made two members believe that a name is theirs must not shut out, by themselves or
// by devices that they bring in, those to whom it belongs. `until` is later when it happens again.
struct Trust {
  Instant since{};
  Instant until{};

  bool operator==(const Trust&) const = default;
};

constexpr std::chrono::days trust_lifetime{7};

// A name that somebody has claimed: from then on only its devices act under it.
struct HeldName {
  // How names are compared: those with the same key are the same name.
  std::string key;
  // Those with the same skeleton look alike.
  std::string skeleton;
  std::string name;  // as it was written when it was claimed
  Instant claimed;
  // The change that claimed it, and the last one that touched it.
  Version place = 0;
  Version version = 0;
  // In the order of joining.
  std::vector<Device> devices{};
  std::vector<Passkey> passkeys{};
  // For devices that have not joined yet.
  std::vector<Vouch> vouches{};
  Trust trust{};

  bool operator==(const HeldName&) const = default;
};

using HeldNamePointer = std::shared_ptr<const HeldName>;

// Whether the device with this hash is one of the name's and on trust at this moment.
bool is_on_trust(const HeldName& name, std::string_view hash, Instant now);

// The device of this name with this hash, or null.
const Device* find_device(const HeldName& name, std::string_view hash);

// The same by its handle.
const Device* find_device_by_handle(const HeldName& name, std::string_view handle);

}  // namespace skillboard
