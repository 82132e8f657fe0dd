#include "skillboard/app/server_figures.hpp"

#include <cstdint>
#include <utility>

namespace skillboard {

namespace {

void add_statistic(Metrics& metrics, const char* name, const char* help,
                   const std::uint64_t& value) {
  metrics.add_counter(name, help, {}, [&value] { return static_cast<double>(value); });
}

void add_listeners(Metrics& metrics, const Server& server) {
  for (const auto& [transport, name] :
       {std::pair(Transport::poll, "poll"), std::pair(Transport::events, "events"),
        std::pair(Transport::websocket, "websocket")}) {
    metrics.add_gauge("skillboard_listeners", "Who waits for changes, by transport.",
                      {{"transport", name}}, [&server, transport = transport] {
                        return static_cast<double>(server.peers().waiting(transport));
                      });
  }
}

}  // namespace

void add_server_figures(Metrics& metrics, const Server& server, const Board& board) {
  const ServerStatistics& statistics = server.statistics();
  add_listeners(metrics, server);
  metrics.add_gauge("skillboard_http_connections", "Open connections.", {},
                    [&server] { return static_cast<double>(server.connections()); });
  metrics.add_gauge("skillboard_http_clients", "Addresses that have a connection.", {},
                    [&server] { return static_cast<double>(server.peers().clients()); });
  add_statistic(metrics, "skillboard_http_connections_accepted_total",
                "Connections that were accepted.", statistics.accepted_connections);
  add_statistic(metrics, "skillboard_http_received_bytes_total", "Bytes that came from clients.",
                statistics.received_bytes);
  add_statistic(metrics, "skillboard_http_sent_bytes_total", "Bytes that went to clients.",
                statistics.sent_bytes);
  add_statistic(metrics, "skillboard_websocket_messages_total",
                "Messages that came over WebSockets.", statistics.websocket_messages);
  metrics.add_gauge("skillboard_board_queue_length", "Submissions that wait for the journal.", {},
                    [&board] { return static_cast<double>(board.waiting()); });
  metrics.add_gauge("skillboard_board_version", "The number of the last change.", {},
                    [&board] { return static_cast<double>(board.talks().version()); });
  metrics.add_gauge("skillboard_journal_writable",
                    "1 when the journal took what it was last given, else 0.", {},
                    [&board] { return board.is_writable() ? 1.0 : 0.0; });
}

}  // namespace skillboard
