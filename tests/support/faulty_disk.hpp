#pragma once

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <string>

#include "support/held_file.hpp"

namespace skillboard {

enum class DiskFault {
  none,
  full,         // no write succeeds
  write_error,  // the same, for another reason
  crowded,      // there is no room for a log of more than `FaultyDisk::crowded_log` bytes
  sync_error,   // writes succeed, but nobody knows whether they reached the disk
};

// What the disk under SQLite does wrong.
struct DiskMood {
  DiskFault fault = DiskFault::none;
  // Files opened from now on have only what was synced, once the power is cut or the process is
  // killed.
  bool hold_back = false;
  // Of what is held back, single writes get to the disk early, as they may with any kernel.
  bool scatter = false;
  std::chrono::milliseconds sync_delay{0};
};

// An SQLite VFS over the system's own that fails when told to. There is one a process, since SQLite
// knows its VFSs by name, and it stays until the process ends.
class FaultyDisk {
 public:
  static constexpr std::int64_t crowded_log = 512 * 1024;

  // Makes it the one that SQLite uses.
  static FaultyDisk& install();

  void set(DiskMood mood);

  // Takes the mood from this file before each write and sync. Its words: full, crowded,
  // write-error, sync-error, hold-back, scatter, slow.
  void obey(std::filesystem::path control);

  // After that many more writes, syncs, truncations and deletions the power goes: none has any
  // effect from then on, and what was held back is lost.
  void cut_power_after(int operations);
  bool has_power();
  // With all files closed: the machine starts again.
  void restore_power();

  // For the VFS: SQLITE_OK, or how the operation fails.
  // `log_end` is up to where a log is written, 0 in another file.
  int begin_write(std::int64_t log_end);
  int begin_sync();
  int begin_other();
  bool scatters();
  // The file as the running machine has it, null when nothing is held back.
  std::shared_ptr<HeldFile> hold(const std::string& path, sqlite3_file& disk);
  std::shared_ptr<HeldFile> find(const std::string& path);
  void drop(const std::string& path);

 private:
  FaultyDisk();

  const DiskMood& mood();
  // False when the power is gone.
  bool spend_operation();

  std::mutex mutex_;
  DiskMood mood_;
  std::optional<std::filesystem::path> control_;
  std::optional<int> operations_left_;
  bool has_power_ = true;
  std::map<std::string, std::shared_ptr<HeldFile>> held_;
  std::mt19937 random_{1};
};

}  // namespace skillboard
