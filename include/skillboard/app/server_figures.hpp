#pragma once

#include "skillboard/app/metrics.hpp"
#include "skillboard/board/board.hpp"
#include "skillboard/http/server.hpp"

namespace skillboard {

// Adds what can be read of a server and its board at any time: who waits and listens, connections,
// bytes, what waits for the disk. Both outlive the metrics' use.
void add_server_figures(Metrics& metrics, const Server& server, const Board& board);

}  // namespace skillboard
