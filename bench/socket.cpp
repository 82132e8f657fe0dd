#include "socket.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace skillboard::bench {

void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

Descriptor::~Descriptor() {
  if (number_ >= 0) {
    close(number_);
  }
}

Descriptor connect_to(std::uint16_t port) {
  Descriptor connection(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int number = connection.number();
  const int on = 1;
  const timeval patience{10, 0};
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  if (number < 0 || setsockopt(number, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0 ||
      setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) != 0 ||
      setsockopt(number, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) != 0 ||
      connect(number, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    fail("connect");
  }
  return connection;
}

void send_whole(int socket, std::string_view text) {
  const ssize_t sent = send(socket, text.data(), text.size(), MSG_NOSIGNAL);
  if (sent < 0) {
    fail("send");
  }
  if (static_cast<std::size_t>(sent) != text.size()) {
    throw std::runtime_error("a request did not fit into the socket's buffer");
  }
}

Watch::Watch() : epoll_(epoll_create1(EPOLL_CLOEXEC)) {
  if (epoll_.number() < 0) {
    fail("epoll_create1");
  }
}

void Watch::add(int socket, std::uint32_t tag) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u32 = tag;
  if (epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, socket, &event) != 0) {
    fail("epoll_ctl");
  }
}

std::span<const epoll_event> Watch::ready() {
  const int count = epoll_wait(epoll_.number(), events_.data(), most_events, 0);
  if (count < 0 && errno != EINTR) {
    fail("epoll_wait");
  }
  return {events_.data(), count > 0 ? static_cast<std::size_t>(count) : 0};
}

void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
    fail("getrlimit");
  }
  limit.rlim_cur = limit.rlim_max;
  if (setrlimit(RLIMIT_NOFILE, &limit) != 0) {
    fail("setrlimit");
  }
}

}  // namespace skillboard::bench
