#include "skillboard/storage/clock.hpp"

#include <chrono>

namespace skillboard {

Instant system_now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace skillboard
