#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "skillboard/http/client_address.hpp"
#include "skillboard/http/response.hpp"

namespace skillboard {

// By what requests are counted: the handler says which of its routes one belongs to. Below 64, so
// that it fits beside a ticket into a row of the waiting room.
using RouteId = std::uint8_t;
inline constexpr unsigned route_bits = 6;

// Of a request that belongs to no route.
inline constexpr RouteId no_route = 0;

// What is remembered of a request until it has been answered, where requests are told one by one.
struct Trace {
  // Of the proxy's (`X-Request-Id`), so that its log and ours can be read together, or our own.
  std::string id;
  ClientAddress client;
  std::chrono::steady_clock::time_point began;
};

// One answer on its way to a client.
struct Answered {
  const Response& response;
  RouteId route = no_route;
  // From the request being whole to the answer being there; zero where the client asked to wait.
  std::chrono::nanoseconds took{};
  bool waited = false;
  // Null where requests are not told one by one.
  const Trace* trace = nullptr;
  std::size_t body_bytes = 0;  // that are sent
};

// Is told what a server does: to count it, to log it. Called on the loop's thread, for thousands in
// a row; must not throw.
class TrafficObserver {
 public:
  virtual void answered(const Answered& answered) = 0;

 protected:
  ~TrafficObserver() = default;
};

// How somebody waits or listens.
enum class Transport : std::uint8_t { poll, events, websocket };
inline constexpr std::size_t transports = 3;

// What a server has done since it began.
struct ServerStatistics {
  std::uint64_t accepted_connections = 0;
  std::uint64_t received_bytes = 0;
  std::uint64_t sent_bytes = 0;
  std::uint64_t websocket_messages = 0;
};

}  // namespace skillboard
