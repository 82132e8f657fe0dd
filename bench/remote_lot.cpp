#include "remote_lot.hpp"

#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <span>
#include <stdexcept>
#include <type_traits>
#include <vector>

namespace skillboard::bench {
namespace {

constexpr char ask_bytes = 'b';
constexpr char ask_wake = 'w';
constexpr char ask_wake_with_others = 'o';

void send_all(int channel, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t size = send(channel, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (size <= 0) {
      fail("send to the other process of the benchmark");
    }
    bytes = bytes.subspan(static_cast<std::size_t>(size));
  }
}

// False when the other process is gone.
bool receive_all(int channel, std::span<std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t size = recv(channel, bytes.data(), bytes.size(), 0);
    if (size <= 0) {
      return false;
    }
    bytes = bytes.subspan(static_cast<std::size_t>(size));
  }
  return true;
}

// Both ends are the same program: values go as they lie in memory.
template <typename Value>
void send_value(int channel, const Value& value) {
  static_assert(std::is_trivially_copyable_v<Value>);
  send_all(channel, std::as_bytes(std::span(&value, 1)));
}

template <typename Value>
Value receive_value(int channel) {
  static_assert(std::is_trivially_copyable_v<Value>);
  Value value{};
  if (!receive_all(channel, std::as_writable_bytes(std::span(&value, 1)))) {
    throw std::runtime_error("the measuring process has ended");
  }
  return value;
}

void obey(int channel, const Launch& launch, const ParkingPlan& plan) {
  ParkingLot lot(launch, plan);
  char command = 0;
  while (receive_all(channel, std::as_writable_bytes(std::span(&command, 1)))) {
    if (command == ask_bytes) {
      send_value(channel, lot.bytes_per_poll());
    } else if (command == ask_wake) {
      send_value(channel, lot.wake());
    } else if (command == ask_wake_with_others) {
      const Interference others = lot.wake_with_others();
      send_value(channel, others.kept_waiting_ms);
      send_value(channel, others.latency_ms.size());
      send_all(channel, std::as_bytes(std::span(others.latency_ms)));
    }
  }
}

}  // namespace

RemoteLot::RemoteLot(const Launch& launch, const ParkingPlan& plan) {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    fail("socketpair");
  }
  channel_ = Descriptor(ends[0]);
  const Descriptor other(ends[1]);
  pid_ = fork();
  if (pid_ < 0) {
    fail("fork");
  }
  if (pid_ == 0) {
    channel_ = Descriptor();  // or this process would never see the other end close
    try {
      obey(other.number(), launch, plan);
      _exit(EXIT_SUCCESS);
    } catch (const std::exception& error) {
      std::cerr << "skillboard_bench: " << launch.program.string() << ": " << error.what()
                << std::endl;
      _exit(EXIT_FAILURE);
    }
  }
}

RemoteLot::~RemoteLot() {
  channel_ = Descriptor();
  waitpid(pid_, nullptr, 0);
}

void RemoteLot::request(char command) {
  send_value(channel_.number(), command);
}

double RemoteLot::bytes_per_poll() {
  request(ask_bytes);
  return receive_value<double>(channel_.number());
}

Round RemoteLot::wake() {
  request(ask_wake);
  return receive_value<Round>(channel_.number());
}

Interference RemoteLot::wake_with_others() {
  request(ask_wake_with_others);
  Interference others;
  others.kept_waiting_ms = receive_value<double>(channel_.number());
  others.latency_ms.resize(receive_value<std::size_t>(channel_.number()));
  if (!receive_all(channel_.number(), std::as_writable_bytes(std::span(others.latency_ms)))) {
    throw std::runtime_error("the measuring process has ended");
  }
  return others;
}

}  // namespace skillboard::bench
