#include "parking.hpp"

#include <chrono>
#include <thread>

namespace skillboard::bench {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;
using Microseconds = std::chrono::duration<double, std::micro>;

double idle_load(const ServerProcess& server) {
  constexpr auto interval = 300ms;
  const auto before = server.cpu_time();
  std::this_thread::sleep_for(interval);
  return Milliseconds(server.cpu_time() - before) / Milliseconds(interval);
}

}  // namespace

ParkingLot::ParkingLot(const Launch& launch, const ParkingPlan& plan)
    : server_(launch),
      control_(server_.port()),
      probes_(server_.port()),
      crowd_(plan.client, server_.port(), plan.polls),
      polls_(plan.polls) {
  control_.fill(plan.list_bytes);
  server_.wait_until_idle();
  bytes_before_ = server_.private_bytes();
  crowd_.connect();
  crowd_.park();
  server_.wait_until_idle();
  crowd_.expect_silence();
  idle_load_ = idle_load(server_);
}

double ParkingLot::bytes_per_poll() const {
  return static_cast<double>(server_.private_bytes() - bytes_before_) / polls_;
}

Round ParkingLot::wake() {
  const auto ticks = server_.ticks();
  const auto kept_waiting = server_.kept_waiting();
  const auto start = Clock::now();
  const auto cpu = server_.cpu_time();
  const Crowd::Wake wake = crowd_.wake(control_, nullptr);
  server_.wait_until_idle();
  const Microseconds idle_time = idle_load_ * (Clock::now() - start);
  const Microseconds busy_time = server_.cpu_time() - cpu - idle_time;
  crowd_.expect_silence();
  const auto later = server_.ticks();
  return {.cycle_us = busy_time.count() / polls_,
          .bytes = bytes_per_poll(),
          .first_ms = Milliseconds(wake.first).count(),
          .last_ms = Milliseconds(wake.last).count(),
          .kept_waiting_ms = Milliseconds(server_.kept_waiting() - kept_waiting).count(),
          .user_ticks = later.user - ticks.user,
          .system_ticks = later.system - ticks.system};
}

Interference ParkingLot::wake_with_others() {
  const auto kept_waiting = server_.kept_waiting();
  crowd_.wake(control_, &probes_);
  const Milliseconds lost = server_.kept_waiting() - kept_waiting;
  server_.wait_until_idle();
  crowd_.expect_silence();
  return {lost.count(), probes_.take_latencies()};
}

}  // namespace skillboard::bench
