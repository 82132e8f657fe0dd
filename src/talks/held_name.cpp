#include "skillboard/talks/held_name.hpp"

#include <algorithm>
#include <cstddef>

namespace skillboard {

std::string_view handle_of(std::string_view device_hash) {
  constexpr std::size_t length = 12;  // 60 of 256 bits
  return device_hash.substr(0, length);
}

bool is_on_trust(const HeldName& name, std::string_view hash, Instant now) {
  const Device* device = find_device(name, hash);
  return device != nullptr && device->joined >= name.trust.since && now < name.trust.until;
}

const Device* find_device(const HeldName& name, std::string_view hash) {
  const auto found = std::ranges::find(name.devices, hash, &Device::hash);
  return found == name.devices.end() ? nullptr : &*found;
}

const Device* find_device_by_handle(const HeldName& name, std::string_view handle) {
  const auto found = std::ranges::find(name.devices, handle,
                                       [](const Device& device) { return handle_of(device.hash); });
  return found == name.devices.end() ? nullptr : &*found;
}

}  // namespace skillboard
