#pragma once

#include <cstdint>
#include <string>

#include "skillboard/http/request.hpp"

namespace skillboard {

// Names requests, so that what different logs say of one can be found.
class RequestIds {
 public:
  RequestIds();

  // What a trusted proxy calls it (`X-Request-Id`), as far as that is 1 to 64 letters, digits,
  // dots, hyphens or underscores; else a name that none had before, also not of an earlier process.
  std::string name(const Request& request);

 private:
  std::string process_;
  std::uint64_t count_ = 0;
};

}  // namespace skillboard
