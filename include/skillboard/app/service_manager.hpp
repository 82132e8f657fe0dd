#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace skillboard {

// A listening socket that was open before this program was started.
struct PassedSocket {
  int descriptor = -1;
  std::string name;  // as `FileDescriptorName=` has it; may be empty
};

// What systemd, or whoever speaks as it does, tells a service and wants to be told:
// sd_listen_fds(3), sd_notify(3), sd_watchdog_enabled(3). Without one nothing is passed, and nobody
// is told anything.
//
// These are three environment variables and one datagram, which their documentation promises to
// keep. libsystemd was left aside for that: it comes with four libraries of compression and
// cryptography, and cannot be linked statically.
class ServiceManager {
 public:
  // Reads the environment, takes out of it what was for this process, and sees that no process
  // which this one starts gets the sockets. So it belongs to the beginning, and once.
  static ServiceManager from_environment();

  // The sockets that were passed, which are the caller's from then on.
  std::vector<PassedSocket> take_sockets() { return std::move(sockets_); }

  // Within which time it wants to be told that the service is alive; nothing when it does not care.
  std::optional<std::chrono::microseconds> watchdog() const { return watchdog_; }

  // Tells it lines of NAME=VALUE. Blocks for half a second at the most, where it is too busy to be
  // told; that nobody listens harms nothing.
  void tell(std::string_view state) const;

 private:
  std::vector<PassedSocket> sockets_;
  std::optional<std::chrono::microseconds> watchdog_;
  std::string notify_path_;  // of the socket; "@…" in the abstract name space
};

}  // namespace skillboard
