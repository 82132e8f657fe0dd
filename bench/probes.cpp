#include "probes.hpp"

#include <stdexcept>

namespace skillboard::bench {
namespace {

using namespace std::chrono_literals;

constexpr auto interval = 1ms;
// Enough for a server that answers nobody for this many milliseconds.
constexpr std::uint32_t most_unanswered = 200;

}  // namespace

Probes::Probes(std::uint16_t port) : request_(read_request(Client::terse, port)) {
  for (std::uint32_t i = 0; i < most_unanswered; ++i) {
    probes_.push_back({connect_to(port), {}});
    const int socket = probes_.back().connection.number();
    // Taken by the server for certain before any measurement.
    send_whole(socket, request_);
    receive_answer(socket);
    watch_.add(socket, i);
    free_.push_back(i);
  }
}

void Probes::tick() {
  if (Clock::now() >= due_ && !free_.empty()) {
    send_next();
  }
  if (free_.size() < probes_.size()) {
    for (const epoll_event& event : watch_.ready()) {
      take(event.data.u32);
    }
  }
}

void Probes::send_next() {
  Probe& probe = probes_[free_.back()];
  free_.pop_back();
  probe.due = due_;
  due_ += interval;
  send_whole(probe.connection.number(), request_);
}

void Probes::take(std::uint32_t index) {
  Probe& probe = probes_[index];
  receive_answer(probe.connection.number());
  const std::chrono::duration<double, std::milli> latency = Clock::now() - probe.due;
  latencies_.push_back(latency.count());
  free_.push_back(index);
}

void Probes::finish() {
  const auto deadline = Clock::now() + 5s;
  due_ = Clock::time_point::max();
  while (free_.size() < probes_.size()) {
    tick();
    if (Clock::now() > deadline) {
      throw std::runtime_error("an unrelated request was not answered within five seconds");
    }
  }
}

}  // namespace skillboard::bench
