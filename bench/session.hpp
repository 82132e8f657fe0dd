#pragma once

#include <chrono>
#include <vector>

#include "parking.hpp"
#include "server_process.hpp"
#include "throughput.hpp"

namespace skillboard::bench {

// The same measurement of both programs, one right after the other.
template <typename Result>
struct Pair {
  Result bare;
  Result server;
};

using Launches = Pair<Launch>;

struct ParkingResult {
  double bytes_when_parked = 0;
  std::vector<Round> rounds;
  std::vector<double> unrelated_ms;  // in undisturbed rounds, if there were enough
  double undisturbed_rounds = 0;
};

// Who begins finds the memory and the caches in another state than who comes second. So it
// alternates: with the rounds of a session by itself, with the sessions by this.
enum class Begins { bare, server };

struct ParkingSession {
  ParkingPlan plan;
  int rounds = 15;
  // With unrelated requests: until so many were undisturbed at both, or so many were tried.
  std::size_t undisturbed_rounds = 10;
  int rounds_with_others = 25;
  Begins begins = Begins::bare;
};

// Starts both servers, parks a crowd at each, and wakes the two in turn.
Pair<ParkingResult> park_at_both(const Launches& launches, const ParkingSession& session);

struct ReadingSession {
  std::size_t list_bytes = 2'048;
  std::uint32_t readers = 64;
  int turns = 16;
  std::chrono::milliseconds turn{400};
};

// Starts both servers and reads from the two in turn.
std::vector<Pair<Throughput>> read_from_both(const Launches& launches,
                                             const ReadingSession& session);

}  // namespace skillboard::bench
