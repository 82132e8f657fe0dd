#pragma once

#include <string_view>

#include "skillboard/http/client_address.hpp"

namespace skillboard {

// The address of a client, which has to be one.
inline ClientAddress at(std::string_view text) {
  return ClientAddress(read_ip_address(text).value());
}

}  // namespace skillboard
