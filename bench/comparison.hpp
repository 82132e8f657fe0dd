#pragma once

#include <vector>

#include "messages.hpp"
#include "report.hpp"
#include "session.hpp"
#include "throughput.hpp"

namespace skillboard::bench {

// The figures of parking, over all sessions with that kind of client. The ratio of the cycles is
// the median of the ratios of neighbouring rounds, so that a machine which grows slower or busier
// meanwhile does not count.
std::vector<Row> compare_parking(Client client, const std::vector<Pair<ParkingResult>>& sessions);

// The figures of reading. Ratios as above.
std::vector<Row> compare_throughput(const std::vector<Pair<Throughput>>& turns);

}  // namespace skillboard::bench
