#pragma once

#include <boost/asio/io_context.hpp>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "skillboard/polling/waiting_room.hpp"

namespace skillboard {

// A room whose keeper does what the test says, and tells what it heard. Each guest is a pair of
// sockets; its note is its number.
class RoomFixture : public testing::Test, protected WaitingRoom::Keeper {
 protected:
  using Next = WaitingRoom::Next;
  using Reason = WaitingRoom::Reason;

  static constexpr std::chrono::seconds long_time{60};

  struct Guest {
    int socket = -1;  // the room's
    int peer = -1;    // ours
  };

  RoomFixture() { room_.open(*this); }

  ~RoomFixture() override {
    for (const Guest& guest : guests_) {
      ::close(guest.peer);
    }
  }

  static Next next(Next::Kind kind, std::size_t number,
                   std::chrono::milliseconds most = long_time) {
    return {kind, most, number};
  }

  std::size_t enter(Next::Kind kind, std::chrono::milliseconds most = long_time) {
    std::array<int, 2> pair{};
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair.data()), 0);
    guests_.push_back({pair[0], pair[1]});
    EXPECT_TRUE(room_.admit(pair[0], next(kind, guests_.size() - 1, most)));
    return guests_.size() - 1;
  }

  void park(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      enter(Next::Kind::parked);
    }
  }

  void say(std::size_t number, std::string_view text) {
    const auto size = static_cast<ssize_t>(text.size());
    EXPECT_EQ(::send(guests_[number].peer, text.data(), text.size(), 0), size);
  }

  void hang_up(std::size_t number) { ::close(std::exchange(guests_[number].peer, -1)); }

  static bool is_open(int descriptor) { return ::fcntl(descriptor, F_GETFD) != -1; }

  void run() {
    while (loop_.poll() > 0) {
    }
  }

  void run_until(const std::function<bool()>& condition) {
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!condition() && std::chrono::steady_clock::now() < give_up) {
      loop_.run_one_for(std::chrono::seconds(1));
    }
    EXPECT_TRUE(condition());
  }

  std::string read(int socket) const {
    std::string text(read_size_, '\0');
    const ssize_t size = ::recv(socket, text.data(), text.size(), MSG_DONTWAIT);
    text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return text;
  }

  Next readable(int socket, WaitingRoom::Note note, bool peer_closed) override {
    const std::string text = read(socket);
    heard_.push_back("readable " + std::to_string(note) + " " + text + (peer_closed ? "!" : ""));
    return on_readable_(note, text);
  }

  Next due(int, WaitingRoom::Note note, Reason reason) override {
    constexpr std::array<const char*, 3> names{"changed", "timed out", "stopping"};
    heard_.push_back("due " + std::to_string(note) + " " + names[static_cast<unsigned>(reason)]);
    return on_due_(note);
  }

  void closing(int, WaitingRoom::Note note) override {
    heard_.push_back("closing " + std::to_string(note));
  }

  boost::asio::io_context loop_{1};
  std::vector<Guest> guests_;
  std::vector<std::string> heard_;
  std::size_t read_size_ = 100;
  std::function<Next(std::size_t)> on_due_ = [](std::size_t number) {
    return next(Next::Kind::idle, number);
  };
  std::function<Next(std::size_t, std::string)> on_readable_ = [](std::size_t number, const auto&) {
    return next(Next::Kind::idle, number);
  };
  WaitingRoom room_{loop_};
};

}  // namespace skillboard
