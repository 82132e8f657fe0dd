#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "messages.hpp"
#include "socket.hpp"

namespace skillboard::bench {

// Unrelated requests on connections of their own, sent by the clock and not after each other's
// answers: requests that wait for the one before would hardly meet the worst of a long wake.
class Probes {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Probes(std::uint16_t port);

  // Sends the next request when it is due, and takes the answers that have come. Does not block.
  void tick();

  // Begins a wake: the first request is due now.
  void start() { due_ = Clock::now(); }

  // Waits for the answers still missing.
  void finish();

  // Milliseconds from the moment a request was due to its answer, for all since the last call.
  std::vector<double> take_latencies() { return std::exchange(latencies_, {}); }

 private:
  void send_next();
  void take(std::uint32_t index);

  struct Probe {
    Descriptor connection;
    Clock::time_point due;
  };

  std::string request_;
  Watch watch_;
  std::vector<Probe> probes_;
  std::vector<std::uint32_t> free_;
  Clock::time_point due_;
  std::vector<double> latencies_;
};

}  // namespace skillboard::bench
