#include "session.hpp"

#include "control.hpp"
#include "remote_lot.hpp"

namespace skillboard::bench {
namespace {

struct Side {
  Side(const Launch& launch, const ParkingPlan& plan) : lot(launch, plan) {
    result.bytes_when_parked = lot.bytes_per_poll();  // waits until all are parked
  }

  void wake() { result.rounds.push_back(lot.wake()); }

  void wake_with_others() {
    const std::vector<double> latencies = lot.wake_with_others();
    result.unrelated_ms.insert(result.unrelated_ms.end(), latencies.begin(), latencies.end());
  }

  RemoteLot lot;
  ParkingResult result;
};

}  // namespace

Pair<ParkingResult> park_at_both(const Launches& launches, const ParkingSession& session) {
  const bool bare_begins = session.begins == Begins::bare;
  Side first(bare_begins ? launches.bare : launches.server, session.plan);
  Side second(bare_begins ? launches.server : launches.bare, session.plan);
  for (int i = 0; i < session.rounds; ++i) {
    (i % 2 == 0 ? first : second).wake();
    (i % 2 == 0 ? second : first).wake();
  }
  for (int i = 0; i < session.rounds_with_others; ++i) {
    first.wake_with_others();
    second.wake_with_others();
  }
  return bare_begins ? Pair<ParkingResult>{first.result, second.result}
                     : Pair<ParkingResult>{second.result, first.result};
}

std::vector<Pair<Throughput>> read_from_both(const Launches& launches,
                                             const ReadingSession& session) {
  const ServerProcess bare(launches.bare);
  const ServerProcess server(launches.server);
  Control(server.port()).fill(session.list_bytes);
  Readers bare_readers(bare, session.readers);
  Readers server_readers(server, session.readers);
  std::vector<Pair<Throughput>> turns(static_cast<std::size_t>(session.turns));
  bool bare_begins = true;
  for (Pair<Throughput>& turn : turns) {
    if (bare_begins) {
      turn.bare = bare_readers.run(session.turn);
    }
    turn.server = server_readers.run(session.turn);
    if (!bare_begins) {
      turn.bare = bare_readers.run(session.turn);
    }
    bare_begins = !bare_begins;
  }
  return turns;
}

}  // namespace skillboard::bench
