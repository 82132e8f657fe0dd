#include "skillboard/app/process_figures.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace skillboard {

namespace {

double processor_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// Of /proc/self/statm: 0 is all that is mapped, 1 what is resident.
double memory_bytes(int column) {
  std::ifstream file("/proc/self/statm");
  double pages = 0;
  for (int i = 0; i <= column; ++i) {
    file >> pages;
  }
  return pages * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

double open_descriptors() {
  std::error_code error;
  const std::filesystem::directory_iterator open("/proc/self/fd", error);
  // One of them is the iterator's.
  return error ? 0 : static_cast<double>(std::distance(begin(open), end(open)) - 1);
}

double most_descriptors() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  return static_cast<double>(limit.rlim_cur);
}

}  // namespace

void add_process_figures(Metrics& metrics) {
  const double began =
      std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
  metrics.add_counter("process_cpu_seconds_total", "User and system time spent, in seconds.", {},
                      processor_seconds);
  metrics.add_gauge("process_resident_memory_bytes", "Resident memory, in bytes.", {},
                    [] { return memory_bytes(1); });
  metrics.add_gauge("process_virtual_memory_bytes", "Virtual memory, in bytes.", {},
                    [] { return memory_bytes(0); });
  metrics.add_gauge("process_open_fds", "Open file descriptors.", {}, open_descriptors);
  metrics.add_gauge("process_max_fds", "How many there may be.", {}, most_descriptors);
  metrics.add_gauge("process_start_time_seconds", "When the process began, since 1970.", {},
                    [began] { return began; });
}

}  // namespace skillboard
