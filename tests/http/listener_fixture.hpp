#pragma once

#include <arpa/inet.h>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "skillboard/http/listener.hpp"

namespace skillboard {

// A listener and callers. What it accepts it gives to us.
class ListenerFixture : public testing::Test {
 protected:
  ~ListenerFixture() override {
    listener_.reset();
    for (const std::vector<int>& sockets : {accepted_, callers_}) {
      for (const int socket : sockets) {
        ::close(socket);
      }
    }
    std::filesystem::remove_all(folder_);
  }

  Listener& renew() {
    listener_.emplace(loop_, [this](int socket, const ClientAddress& peer) {
      accepted_.push_back(socket);
      peers_.push_back(peer);
    });
    return *listener_;
  }

  auto open(const std::string& address) { return renew().open(*ListenAddress::parse(address)); }

  auto adopt(int descriptor) { return renew().adopt(descriptor); }

  std::uint16_t port() const {
    const std::string url = listener_->url();
    return static_cast<std::uint16_t>(std::stoul(url.substr(url.rfind(':') + 1)));
  }

  std::string path(const std::string& name) {
    std::filesystem::create_directories(folder_);
    return folder_ / name;
  }

  // Whether the system takes the call; the listener need not have.
  bool call() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port());
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    callers_.push_back(::socket(AF_INET, SOCK_STREAM, 0));
    return ::connect(callers_.back(), reinterpret_cast<const sockaddr*>(&address),
                     sizeof address) == 0;
  }

  bool call(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    callers_.push_back(::socket(AF_UNIX, SOCK_STREAM, 0));
    return ::connect(callers_.back(), reinterpret_cast<const sockaddr*>(&address),
                     sizeof address) == 0;
  }

  void run() {
    loop_.restart();
    while (loop_.poll() > 0) {
    }
  }

  void run_until(const std::function<bool()>& condition) {
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!condition() && std::chrono::steady_clock::now() < give_up) {
      loop_.run_one_for(std::chrono::milliseconds(10));
    }
    EXPECT_TRUE(condition());
  }

  const std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("listener-" + std::to_string(::getpid()));
  boost::asio::io_context loop_{1};
  std::optional<Listener> listener_;
  std::vector<int> accepted_;
  std::vector<ClientAddress> peers_;  // of those
  std::vector<int> callers_;
};

}  // namespace skillboard
