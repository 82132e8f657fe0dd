#pragma once

#include <chrono>
#include <cstddef>

namespace skillboard {

// What one message may take.
struct MessageLimits {
  std::size_t head_bytes = 16 * 1024;
  std::size_t target_bytes = 8 * 1024;
  std::size_t body_bytes = 64 * 1024;
  std::size_t fields = 100;
};

// How long a peer may take for each step, on the steady clock.
struct Deadlines {
  std::chrono::milliseconds head{10'000};
  std::chrono::milliseconds body{15'000};
  // Without a byte of an answer leaving.
  std::chrono::milliseconds write_stall{30'000};
  // Between two requests.
  std::chrono::milliseconds idle{75'000};
  // For the peer to close after we said that we would.
  std::chrono::milliseconds linger{2'000};
};

}  // namespace skillboard
