#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace skillboard::bench {

// How to start a server whose first line is `listening on http://HOST:PORT`.
struct Launch {
  std::filesystem::path program;
  std::vector<std::string> arguments;
  std::filesystem::path output;  // a file for what it prints
  std::optional<int> core;
};

// A server that runs as long as this lives.
class ServerProcess {
 public:
  // Returns when it listens; throws with what it printed when it does not within ten seconds.
  explicit ServerProcess(const Launch& launch);
  // Asks it to stop, and kills it when it has not after five seconds.
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  std::uint16_t port() const { return port_; }

  // User and system time of all its threads: to the nanosecond while it sleeps, and up to one tick
  // too little while it runs.
  std::chrono::nanoseconds cpu_time() const;

  // The part of the clock ticks since the start that met it in user space: a sample, so rough.
  struct Ticks {
    long user = 0;
    long system = 0;
  };

  Ticks ticks() const;

  // How long its main thread, and that of this process, were ready to run and did not, since others
  // had their cores.
  std::chrono::nanoseconds kept_waiting() const;

  // Pages of its own: the heap, stacks and written data, not what it shares with its file.
  long private_bytes() const;

  // Returns when it has nothing left to do: all its threads sleep, and have hardly run lately.
  void wait_until_idle() const;

 private:
  void wait_until_listening(const std::filesystem::path& output);
  std::filesystem::path proc_path(const char* name) const;
  bool sleeps() const;

  pid_t pid_ = -1;
  std::uint16_t port_ = 0;
};

// Keeps this process on that core.
void stay_on_core(int core);

// The cores this process may use.
std::vector<int> usable_cores();

}  // namespace skillboard::bench
