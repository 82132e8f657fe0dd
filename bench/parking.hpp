#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "control.hpp"
#include "crowd.hpp"
#include "messages.hpp"
#include "probes.hpp"
#include "server_process.hpp"

namespace skillboard::bench {

struct ParkingPlan {
  Client client = Client::terse;
  std::uint32_t polls = 10'000;
  std::size_t list_bytes = 2'048;
};

// What one change cost: all polls woken, answered and parked again.
struct Round {
  double cycle_us = 0;         // server CPU per poll
  double bytes = 0;            // server memory per poll, afterwards
  double first_ms = 0;         // until the first waiter had its answer
  double last_ms = 0;          // until the last one had it
  double kept_waiting_ms = 0;  // that others had the server's core, or ours
  long user_ticks = 0;
  long system_ticks = 0;
};

// Unrelated requests while all polls were woken.
struct Interference {
  double kept_waiting_ms = 0;      // that others had the server's core, or ours
  std::vector<double> latency_ms;  // of each request
};

// A server and the crowd that is parked at it.
class ParkingLot {
 public:
  // Returns when all are parked.
  ParkingLot(const Launch& launch, const ParkingPlan& plan);

  // Server memory per poll: how much more it has of its own than before the crowd came.
  double bytes_per_poll() const;

  Round wake();

  // Wakes all with unrelated requests going on.
  Interference wake_with_others();

 private:
  ServerProcess server_;
  Control control_;
  Probes probes_;
  Crowd crowd_;
  std::uint32_t polls_;
  long bytes_before_ = 0;
  double idle_load_ = 0;  // CPU time that it takes in a second of nothing happening
};

}  // namespace skillboard::bench
