#pragma once

#include <optional>
#include <string>

namespace skillboard {

// Where a board is, for who asks it by HTTP.
struct BoardAddress {
  bool secure = false;
  std::string host;       // without the brackets of IPv6
  std::string port;       // always there
  std::string authority;  // as `Host` has it
  std::string folder;     // of its pages, with a slash at its end

  // Nothing for what is no URL of http or https.
  static std::optional<BoardAddress> read(const std::string& url);
};

}  // namespace skillboard
