#include "skillboard/app/service_manager.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace skillboard {

namespace {

// SD_LISTEN_FDS_START.
constexpr int first_passed = 3;
constexpr int most_passed = 64;

// Takes a variable out of the environment; empty when it is not there.
std::string take_variable(const char* name) {
  const char* value = std::getenv(name);
  std::string taken = value == nullptr ? "" : value;
  ::unsetenv(name);
  return taken;
}

template <typename Number>
std::optional<Number> read_number(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size() && !text.empty();
  return whole ? std::optional(number) : std::nullopt;
}

// The name that begins the list, which is left without it.
std::string take_name(std::string_view& names) {
  const std::size_t colon = names.find(':');
  const std::string name(names.substr(0, colon));
  names.remove_prefix(colon == std::string_view::npos ? names.size() : colon + 1);
  return name;
}

std::vector<PassedSocket> find_sockets() {
  const auto process = read_number<pid_t>(take_variable("LISTEN_PID"));
  const int count = read_number<int>(take_variable("LISTEN_FDS")).value_or(0);
  const std::string all_names = take_variable("LISTEN_FDNAMES");
  std::string_view names = all_names;
  std::vector<PassedSocket> sockets;
  if (process != ::getpid()) {
    return sockets;
  }
  for (int descriptor = first_passed; descriptor < first_passed + std::min(count, most_passed);
       ++descriptor) {
    ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    sockets.push_back({descriptor, take_name(names)});
  }
  return sockets;
}

std::optional<std::chrono::microseconds> find_watchdog() {
  const auto interval = read_number<std::uint64_t>(take_variable("WATCHDOG_USEC"));
  const std::string process = take_variable("WATCHDOG_PID");
  const bool for_us = process.empty() || read_number<pid_t>(process) == ::getpid();
  if (!interval || *interval == 0 || !for_us) {
    return std::nullopt;
  }
  return std::chrono::microseconds(*interval);
}

}  // namespace

ServiceManager ServiceManager::from_environment() {
  ServiceManager manager;
  manager.sockets_ = find_sockets();
  manager.watchdog_ = find_watchdog();
  manager.notify_path_ = take_variable("NOTIFY_SOCKET");
  return manager;
}

void ServiceManager::tell(std::string_view state) const {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (notify_path_.empty() || notify_path_.size() >= sizeof address.sun_path) {
    return;
  }
  notify_path_.copy(address.sun_path, notify_path_.size());
  if (notify_path_.front() == '@') {
    address.sun_path[0] = '\0';
  }
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + notify_path_.size());
  const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  const timeval most{.tv_sec = 0, .tv_usec = 500'000};
  ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &most, sizeof most);
  ::sendto(socket, state.data(), state.size(), MSG_NOSIGNAL,
           reinterpret_cast<const sockaddr*>(&address), size);
  ::close(socket);
}

}  // namespace skillboard
