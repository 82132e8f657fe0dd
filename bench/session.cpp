#include "session.hpp"

#include <algorithm>

#include "control.hpp"
#include "remote_lot.hpp"

namespace skillboard::bench {
namespace {

// Time lost to other processes says nothing about the server, and a server cannot cause it: so
// rounds with more than this are left out where single delays matter.
constexpr double most_lost_ms = 2;
constexpr std::size_t enough_undisturbed = 3;

bool is_disturbed(const Interference& round) {
  return round.kept_waiting_ms > most_lost_ms;
}

class Side {
 public:
  Side(const Launch& launch, const ParkingPlan& plan) : lot_(launch, plan) {
    result_.bytes_when_parked = lot_.bytes_per_poll();  // waits until all are parked
  }

  void wake() { result_.rounds.push_back(lot_.wake()); }

  void wake_with_others() { others_.push_back(lot_.wake_with_others()); }

  std::size_t undisturbed() const {
    return others_.size() - static_cast<std::size_t>(std::ranges::count_if(others_, is_disturbed));
  }

  ParkingResult result() const {
    ParkingResult result = result_;
    result.undisturbed_rounds = static_cast<double>(undisturbed());
    const bool choose = undisturbed() >= enough_undisturbed;
    for (const Interference& round : others_) {
      if (!choose || !is_disturbed(round)) {
        result.unrelated_ms.insert(result.unrelated_ms.end(), round.latency_ms.begin(),
                                   round.latency_ms.end());
      }
    }
    return result;
  }

 private:
  RemoteLot lot_;
  ParkingResult result_;
  std::vector<Interference> others_;
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
  for (int i = 0; i < session.rounds_with_others &&
                  std::min(first.undisturbed(), second.undisturbed()) < session.undisturbed_rounds;
       ++i) {
    first.wake_with_others();
    second.wake_with_others();
  }
  return bare_begins ? Pair<ParkingResult>{first.result(), second.result()}
                     : Pair<ParkingResult>{second.result(), first.result()};
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
