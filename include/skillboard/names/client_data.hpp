#pragma once

#include <optional>
#include <string_view>

#include "skillboard/names/passkey_ceremony.hpp"

namespace skillboard {

// What is wrong with the `clientDataJSON` of a ceremony, or nothing (Web Authentication Level 3,
// section 5.8.1): its type, challenge and origin must be what was expected, and it must not come
// from a frame within a page of another origin. The challenge is compared in constant time. Members
// that we do not know do not matter.
std::optional<PasskeyFault> check_client_data(std::string_view json, Ceremony ceremony,
                                              const PasskeyExpectation& expected);

}  // namespace skillboard
