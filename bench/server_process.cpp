#include "server_process.hpp"

#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <thread>

#include "socket.hpp"

namespace skillboard::bench {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Between fork and exec: only what may be called there.
[[noreturn]] void become(const std::vector<char*>& arguments, const char* output, int core) {
  if (core >= 0) {
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(core, &cores);
    sched_setaffinity(0, sizeof cores, &cores);
  }
  // A driver that is killed stops nothing any more.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int file = open(output, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
  dup2(file, STDOUT_FILENO);
  dup2(file, STDERR_FILENO);
  close(file);
  execv(arguments[0], arguments.data());
  _exit(127);
}

pid_t spawn(const Launch& launch) {
  std::vector<std::string> words{launch.program.string()};
  words.insert(words.end(), launch.arguments.begin(), launch.arguments.end());
  std::vector<char*> arguments;
  for (std::string& word : words) {
    arguments.push_back(word.data());
  }
  arguments.push_back(nullptr);
  // Or the last server's port might be read there.
  std::filesystem::remove(launch.output);
  const pid_t pid = fork();
  if (pid < 0) {
    fail("fork");
  }
  if (pid == 0) {
    become(arguments, launch.output.c_str(), launch.core.value_or(-1));
  }
  return pid;
}

std::uint16_t port_in(std::string_view output) {
  constexpr std::string_view prefix = "listening on http://";
  const std::size_t found = output.find(prefix);
  const std::size_t end = output.find('\n', found);
  if (found == std::string_view::npos || end == std::string_view::npos) {
    return 0;
  }
  const std::string line(output.substr(found + prefix.size(), end - found - prefix.size()));
  return static_cast<std::uint16_t>(std::stoi(line.substr(line.rfind(':') + 1)));
}

std::chrono::nanoseconds waiting_time(const std::filesystem::path& schedstat) {
  std::istringstream fields(text_of(schedstat));
  long running = 0;
  long waiting = 0;
  fields >> running >> waiting;
  return std::chrono::nanoseconds(waiting);
}

}  // namespace

ServerProcess::ServerProcess(const Launch& launch) : pid_(spawn(launch)) {
  try {
    wait_until_listening(launch.output);
  } catch (...) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    throw;
  }
}

void ServerProcess::wait_until_listening(const std::filesystem::path& output) {
  const auto deadline = Clock::now() + 10s;
  while (port_ == 0) {
    int status = 0;
    const bool ended = waitpid(pid_, &status, WNOHANG) == pid_;
    if (ended || Clock::now() > deadline) {
      throw std::runtime_error("the server did not start; it printed:\n" + text_of(output));
    }
    std::this_thread::sleep_for(5ms);
    port_ = port_in(text_of(output));
  }
}

ServerProcess::~ServerProcess() {
  kill(pid_, SIGTERM);
  const auto deadline = Clock::now() + 5s;
  while (waitpid(pid_, nullptr, WNOHANG) == 0) {
    if (Clock::now() > deadline) {
      kill(pid_, SIGKILL);
      waitpid(pid_, nullptr, 0);
      return;
    }
    std::this_thread::sleep_for(5ms);
  }
}

std::chrono::nanoseconds ServerProcess::cpu_time() const {
  clockid_t clock{};
  timespec time{};
  if (const int error = clock_getcpuclockid(pid_, &clock); error != 0) {
    throw std::system_error(error, std::generic_category(), "clock_getcpuclockid");
  }
  if (clock_gettime(clock, &time) != 0) {
    fail("the server has ended: clock_gettime");
  }
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

std::filesystem::path ServerProcess::proc_path(const char* name) const {
  return std::filesystem::path("/proc") / std::to_string(pid_) / name;
}

ServerProcess::Ticks ServerProcess::ticks() const {
  // proc(5): after the name in parentheses come eleven fields, then utime and stime.
  const std::string stat = text_of(proc_path("stat"));
  std::istringstream fields(stat.substr(stat.rfind(')') + 1));
  std::string skipped;
  for (int i = 0; i < 11; ++i) {
    fields >> skipped;
  }
  Ticks ticks;
  fields >> ticks.user >> ticks.system;
  return ticks;
}

std::chrono::nanoseconds ServerProcess::kept_waiting() const {
  return waiting_time(proc_path("schedstat")) + waiting_time("/proc/self/schedstat");
}

long ServerProcess::private_bytes() const {
  constexpr std::string_view name = "\nAnonymous:";
  const std::string rollup = text_of(proc_path("smaps_rollup"));
  const std::size_t found = rollup.find(name);
  if (found == std::string::npos) {
    throw std::runtime_error("the kernel has no smaps_rollup");
  }
  return std::stol(rollup.substr(found + name.size())) * 1024;
}

bool ServerProcess::sleeps() const {
  for (const auto& thread : std::filesystem::directory_iterator(proc_path("task"))) {
    const std::string stat = text_of(thread.path() / "stat");
    const std::size_t name_end = stat.rfind(')');
    if (name_end != std::string::npos && stat.substr(name_end, 3) != ") S") {
      return false;
    }
  }
  return true;
}

void ServerProcess::wait_until_idle() const {
  // Its clock alone would not tell: of a process that runs, the kernel brings it up to date only
  // every tick, and one that others keep from running uses none.
  constexpr auto interval = 2ms;
  constexpr auto idle_share = 50;
  auto before = cpu_time();
  for (int idle = 0; idle < 2;) {
    std::this_thread::sleep_for(interval);
    const auto now = cpu_time();
    const bool little = now - before < std::chrono::nanoseconds(interval) / idle_share;
    idle = little && sleeps() ? idle + 1 : 0;
    before = now;
  }
}

void stay_on_core(int core) {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(core, &cores);
  if (sched_setaffinity(0, sizeof cores, &cores) != 0) {
    fail("sched_setaffinity");
  }
}

std::vector<int> usable_cores() {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0) {
    fail("sched_getaffinity");
  }
  std::vector<int> cores;
  for (int core = 0; core < CPU_SETSIZE; ++core) {
    if (CPU_ISSET(core, &set)) {
      cores.push_back(core);
    }
  }
  return cores;
}

}  // namespace skillboard::bench
