#include "comparison.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "statistics.hpp"

namespace skillboard::bench {
namespace {

using Of = Target::Of;
using Bound = Target::Bound;

// All rounds of all sessions, each with its neighbour.
std::vector<Pair<Round>> rounds_of(const std::vector<Pair<ParkingResult>>& sessions) {
  std::vector<Pair<Round>> rounds;
  for (const Pair<ParkingResult>& session : sessions) {
    for (std::size_t i = 0; i < session.bare.rounds.size(); ++i) {
      rounds.push_back({session.bare.rounds[i], session.server.rounds[i]});
    }
  }
  return rounds;
}

// `figure` takes one program's figure from its half of a pair, `summary` sums up those of all.
template <typename Result, typename Figure>
Row row_of(std::string name, std::string unit, const std::vector<Pair<Result>>& pairs,
           Figure figure, double (*summary)(const std::vector<double>&)) {
  std::vector<double> bare;
  std::vector<double> server;
  std::vector<double> ratio;
  for (const Pair<Result>& pair : pairs) {
    bare.push_back(figure(pair.bare));
    server.push_back(figure(pair.server));
    ratio.push_back(server.back() / bare.back());
  }
  return {std::move(name), std::move(unit), summary(bare), summary(server), median(ratio), {}};
}

Row with_target(Row row, Target target) {
  row.target = target;
  return row;
}

// The share of its time that a program spent in user space.
template <ParkingResult Pair<ParkingResult>::* program>
double user_share(const std::vector<Pair<ParkingResult>>& sessions) {
  double user = 0;
  double all = 0;
  for (const Pair<ParkingResult>& session : sessions) {
    for (const Round& round : (session.*program).rounds) {
      user += static_cast<double>(round.user_ticks);
      all += static_cast<double>(round.user_ticks + round.system_ticks);
    }
  }
  return all > 0 ? user / all : 0;
}

// How much more memory per poll after ten wakes, or any number above, than when first parked. There
// are ten rounds at least.
double growth(const ParkingResult& result) {
  double most = 0;
  for (std::size_t i = 9; i < result.rounds.size(); ++i) {
    most = std::max(most, result.rounds[i].bytes);
  }
  return most - result.bytes_when_parked;
}

double most_bytes(const ParkingResult& result) {
  double most = result.bytes_when_parked;
  for (const Round& round : result.rounds) {
    most = std::max(most, round.bytes);
  }
  return most;
}

// What each kind of client may cost.
struct Limits {
  double cycle = 1.2;  // times the bare program's
  double bytes = 128;
  std::optional<double> last;  // times the bare program's
  std::optional<double> growth = 8;
};

Limits limits_of(Client client) {
  switch (client) {
    case Client::events:
      return {1.15, 128, 1.2, {}};
    case Client::websocket:
      return {1.25, 512, 1.2, {}};
    case Client::terse:
    case Client::browser:
      break;
  }
  return {};
}

std::vector<Row> cycle_rows(const Limits& limits, const std::vector<Pair<ParkingResult>>& sessions,
                            const std::vector<Pair<Round>>& rounds) {
  const auto cycle_us = [](const Round& round) { return round.cycle_us; };
  const Row cycle = row_of("CPU of a cycle", "us", rounds, cycle_us, median);
  const double bare_user = cycle.bare * user_share<&Pair<ParkingResult>::bare>(sessions);
  const double server_user = cycle.server * user_share<&Pair<ParkingResult>::server>(sessions);
  return {
      with_target(cycle, {Of::ratio, Bound::at_most, limits.cycle}),
      {"of it in user space, roughly", "us", bare_user, server_user, server_user / bare_user, {}}};
}

std::vector<Row> memory_rows(const Limits& limits,
                             const std::vector<Pair<ParkingResult>>& sessions) {
  // The history of the board itself grows, whoever listens; what polls leave behind has room for
  // it.
  const Row grown = row_of("growth after ten wakes", "bytes", sessions, growth, largest);
  const auto parked = [](const ParkingResult& result) { return result.bytes_when_parked; };
  return {row_of("memory when first parked", "bytes", sessions, parked, largest),
          with_target(row_of("most memory over all wakes", "bytes", sessions, most_bytes, largest),
                      {Of::value, Bound::at_most, limits.bytes}),
          limits.growth ? with_target(grown, {Of::value, Bound::at_most, *limits.growth}) : grown};
}

std::vector<Row> latency_rows(const Limits& limits,
                              const std::vector<Pair<ParkingResult>>& sessions,
                              const std::vector<Pair<Round>>& rounds) {
  const auto first = [](const Round& round) { return round.first_ms; };
  const auto last = [](const Round& round) { return round.last_ms; };
  const auto lost = [](const Round& round) { return round.kept_waiting_ms; };
  const auto half = [](const ParkingResult& result) { return median(result.unrelated_ms); };
  const auto most = [](const ParkingResult& result) { return quantile(result.unrelated_ms, 0.99); };
  const auto undisturbed = [](const ParkingResult& result) { return result.undisturbed_rounds; };
  const Row last_row = row_of("last waiter", "ms", rounds, last, median);
  return {with_target(row_of("first waiter", "ms", rounds, first, median),
                      {Of::value, Bound::at_most, 0.5}),
          row_of("first waiter, worst", "ms", rounds, first, largest),
          limits.last ? with_target(last_row, {Of::ratio, Bound::at_most, *limits.last}) : last_row,
          row_of("unrelated request, median", "ms", sessions, half, median),
          with_target(row_of("unrelated request, 99th %", "ms", sessions, most, median),
                      {Of::value, Bound::at_most, 5}),
          row_of("undisturbed rounds of these", "", sessions, undisturbed, median),
          row_of("a round's loss to other processes", "ms", rounds, lost, median)};
}

}  // namespace

std::vector<Row> compare_parking(Client client, const std::vector<Pair<ParkingResult>>& sessions) {
  const std::vector<Pair<Round>> rounds = rounds_of(sessions);
  const Limits limits = limits_of(client);
  std::vector<Row> rows;
  for (const auto& more : {cycle_rows(limits, sessions, rounds), memory_rows(limits, sessions),
                           latency_rows(limits, sessions, rounds)}) {
    rows.insert(rows.end(), more.begin(), more.end());
  }
  for (Row& row : rows) {
    row.name.insert(0, ": ").insert(0, name(client));
  }
  return rows;
}

std::vector<Row> compare_throughput(const std::vector<Pair<Throughput>>& turns) {
  const auto of_core = [](const Throughput& result) { return result.per_cpu_second; };
  const auto as_it_was = [](const Throughput& result) { return result.per_second; };
  return {with_target(row_of("GET /talks", "1/s of a core", turns, of_core, median),
                      {Of::ratio, Bound::at_least, 0.8}),
          row_of("GET /talks as it came out", "1/s", turns, as_it_was, median)};
}

}  // namespace skillboard::bench
