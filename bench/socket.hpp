#pragma once

#include <sys/epoll.h>

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace skillboard::bench {

// Throws std::system_error with errno.
[[noreturn]] void fail(const char* what);

// Owns a file descriptor.
class Descriptor {
 public:
  Descriptor() = default;

  explicit Descriptor(int number) : number_(number) {}

  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

  // What it owned is closed when `other` goes out of scope.
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }

  ~Descriptor();

  int number() const { return number_; }

 private:
  int number_ = -1;
};

// A connection to that port on 127.0.0.1, without Nagle's delay. Blocks; a read or a write gives up
// after ten seconds.
Descriptor connect_to(std::uint16_t port);

// All of it in one send, as the bare program needs it; throws when it does not fit.
void send_whole(int socket, std::string_view text);

// An epoll whose waits do not sleep.
class Watch {
 public:
  static constexpr int most_events = 32;

  Watch();

  void add(int socket, std::uint32_t tag);

  // What is ready right now, a few at a time.
  std::span<const epoll_event> ready();

 private:
  Descriptor epoll_;
  std::array<epoll_event, most_events> events_;
};

// Lets the process have as many descriptors as it may.
void raise_descriptor_limit();

}  // namespace skillboard::bench
