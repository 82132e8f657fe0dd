#include "support/faulty_disk.hpp"

#include <fstream>
#include <new>
#include <span>
#include <thread>
#include <utility>

namespace skillboard {

namespace {

// SQLite allocates it with room for the system's own file behind it.
struct FaultyFile : sqlite3_file {
  std::shared_ptr<HeldFile> held;  // null for a file that is not held back
  bool is_log = false;

  sqlite3_file& disk() { return *reinterpret_cast<sqlite3_file*>(this + 1); }

  const sqlite3_io_methods& real() { return *disk().pMethods; }
};

FaultyFile& as_faulty(sqlite3_file* file) {
  return *static_cast<FaultyFile*>(file);
}

sqlite3_vfs* system_vfs = nullptr;
FaultyDisk* the_disk = nullptr;

int close(sqlite3_file* base) {
  FaultyFile& file = as_faulty(base);
  const int code = file.real().xClose(&file.disk());
  file.~FaultyFile();
  return code;
}

int read(sqlite3_file* base, void* bytes, int count, sqlite3_int64 offset) {
  FaultyFile& file = as_faulty(base);
  if (!file.held) {
    return file.real().xRead(&file.disk(), bytes, count, offset);
  }
  return file.held->read({static_cast<char*>(bytes), static_cast<std::size_t>(count)}, offset);
}

int write(sqlite3_file* base, const void* bytes, int count, sqlite3_int64 offset) {
  FaultyFile& file = as_faulty(base);
  if (const int code = the_disk->begin_write(file.is_log ? offset + count : 0); code != SQLITE_OK) {
    return code;
  }
  if (file.held) {
    file.held->write({static_cast<const char*>(bytes), static_cast<std::size_t>(count)}, offset);
    if (file.held->replaces() || !the_disk->scatters()) {
      return SQLITE_OK;
    }
  }
  return file.real().xWrite(&file.disk(), bytes, count, offset);
}

int truncate(sqlite3_file* base, sqlite3_int64 size) {
  FaultyFile& file = as_faulty(base);
  if (const int code = the_disk->begin_other(); code != SQLITE_OK) {
    return code;
  }
  if (!file.held) {
    return file.real().xTruncate(&file.disk(), size);
  }
  file.held->truncate(size);
  return SQLITE_OK;
}

int sync(sqlite3_file* base, int flags) {
  FaultyFile& file = as_faulty(base);
  if (const int code = the_disk->begin_sync(); code != SQLITE_OK) {
    return code;
  }
  return file.held ? file.held->sync(file.disk()) : file.real().xSync(&file.disk(), flags);
}

int file_size(sqlite3_file* base, sqlite3_int64* size) {
  FaultyFile& file = as_faulty(base);
  if (!file.held) {
    return file.real().xFileSize(&file.disk(), size);
  }
  *size = file.held->size();
  return SQLITE_OK;
}

int file_control(sqlite3_file* base, int operation, void* argument) {
  FaultyFile& file = as_faulty(base);
  if (file.held && operation == SQLITE_FCNTL_SIZE_HINT) {
    return SQLITE_NOTFOUND;
  }
  return file.real().xFileControl(&file.disk(), operation, argument);
}

// Passes a call on to the system's file as it is.
template <auto Method, typename... Arguments>
auto pass(sqlite3_file* base, Arguments... arguments) {
  FaultyFile& file = as_faulty(base);
  return (file.real().*Method)(&file.disk(), arguments...);
}

using Methods = sqlite3_io_methods;

// Version 2 of the interface: without memory mapping, which would go past us.
constexpr Methods methods{
    .iVersion = 2,
    .xClose = close,
    .xRead = read,
    .xWrite = write,
    .xTruncate = truncate,
    .xSync = sync,
    .xFileSize = file_size,
    .xLock = pass<&Methods::xLock>,
    .xUnlock = pass<&Methods::xUnlock>,
    .xCheckReservedLock = pass<&Methods::xCheckReservedLock>,
    .xFileControl = file_control,
    .xSectorSize = pass<&Methods::xSectorSize>,
    .xDeviceCharacteristics = pass<&Methods::xDeviceCharacteristics>,
    .xShmMap = pass<&Methods::xShmMap>,
    .xShmLock = pass<&Methods::xShmLock>,
    .xShmBarrier = pass<&Methods::xShmBarrier>,
    .xShmUnmap = pass<&Methods::xShmUnmap>,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

int open(sqlite3_vfs*, const char* name, sqlite3_file* base, int flags, int* granted) {
  auto* file = new (base) FaultyFile{};
  const int code = system_vfs->xOpen(system_vfs, name, &file->disk(), flags, granted);
  if (code != SQLITE_OK) {
    file->~FaultyFile();
    base->pMethods = nullptr;
    return code;
  }
  file->is_log = (flags & SQLITE_OPEN_WAL) != 0;
  constexpr int kept = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
  if ((flags & kept) != 0) {
    file->held = the_disk->hold(name, file->disk());
  }
  base->pMethods = &methods;
  return SQLITE_OK;
}

int remove(sqlite3_vfs*, const char* name, int sync_folder) {
  if (const int code = the_disk->begin_other(); code != SQLITE_OK) {
    return code;
  }
  const auto held = the_disk->find(name);
  if (held && sync_folder == 0) {
    held->remove();
    return SQLITE_OK;
  }
  the_disk->drop(name);
  return system_vfs->xDelete(system_vfs, name, held ? 0 : sync_folder);
}

int access(sqlite3_vfs*, const char* name, int flags, int* answer) {
  const auto held = the_disk->find(name);
  if (held && flags == SQLITE_ACCESS_EXISTS) {
    *answer = held->size() > 0 ? 1 : 0;
    return SQLITE_OK;
  }
  return system_vfs->xAccess(system_vfs, name, flags, answer);
}

}  // namespace

FaultyDisk& FaultyDisk::install() {
  static FaultyDisk disk;
  return disk;
}

FaultyDisk::FaultyDisk() {
  system_vfs = sqlite3_vfs_find(nullptr);
  the_disk = this;
  // All else is the system's, whose functions look only at what we copy.
  static sqlite3_vfs vfs = *system_vfs;
  vfs.zName = "faulty";
  vfs.szOsFile = static_cast<int>(sizeof(FaultyFile)) + system_vfs->szOsFile;
  vfs.xOpen = open;
  vfs.xDelete = remove;
  vfs.xAccess = access;
  sqlite3_vfs_register(&vfs, /*makeDflt=*/1);
}

void FaultyDisk::set(DiskMood mood) {
  const std::lock_guard lock(mutex_);
  mood_ = mood;
}

void FaultyDisk::obey(std::filesystem::path control) {
  const std::lock_guard lock(mutex_);
  control_ = std::move(control);
}

void FaultyDisk::cut_power_after(int operations) {
  const std::lock_guard lock(mutex_);
  operations_left_ = operations;
}

bool FaultyDisk::has_power() {
  const std::lock_guard lock(mutex_);
  return has_power_;
}

void FaultyDisk::restore_power() {
  const std::lock_guard lock(mutex_);
  operations_left_.reset();
  has_power_ = true;
  held_.clear();
}

int FaultyDisk::begin_write(std::int64_t log_end) {
  const std::lock_guard lock(mutex_);
  const DiskFault fault = mood().fault;
  if (!spend_operation() || fault == DiskFault::write_error) {
    return SQLITE_IOERR_WRITE;
  }
  const bool no_room =
      fault == DiskFault::full || (fault == DiskFault::crowded && log_end > crowded_log);
  return no_room ? SQLITE_FULL : SQLITE_OK;
}

int FaultyDisk::begin_sync() {
  std::unique_lock lock(mutex_);
  const DiskMood now = mood();
  if (!spend_operation() || now.fault == DiskFault::sync_error) {
    return SQLITE_IOERR_FSYNC;
  }
  lock.unlock();
  std::this_thread::sleep_for(now.sync_delay);
  return SQLITE_OK;
}

int FaultyDisk::begin_other() {
  const std::lock_guard lock(mutex_);
  return spend_operation() ? SQLITE_OK : SQLITE_IOERR;
}

bool FaultyDisk::scatters() {
  const std::lock_guard lock(mutex_);
  return mood_.scatter && random_() % 2 == 0;
}

std::shared_ptr<HeldFile> FaultyDisk::hold(const std::string& path, sqlite3_file& disk) {
  const std::lock_guard lock(mutex_);
  if (!mood().hold_back) {
    return nullptr;
  }
  auto& held = held_[path];
  if (!held) {
    held = std::make_shared<HeldFile>(disk);
  }
  return held;
}

std::shared_ptr<HeldFile> FaultyDisk::find(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const auto found = held_.find(path);
  return found == held_.end() ? nullptr : found->second;
}

void FaultyDisk::drop(const std::string& path) {
  const std::lock_guard lock(mutex_);
  held_.erase(path);
}

const DiskMood& FaultyDisk::mood() {
  static const std::map<std::string, DiskFault> faults{{"full", DiskFault::full},
                                                       {"crowded", DiskFault::crowded},
                                                       {"write-error", DiskFault::write_error},
                                                       {"sync-error", DiskFault::sync_error}};
  if (control_) {
    mood_ = {};
    std::ifstream words(*control_);
    for (std::string word; words >> word;) {
      mood_.hold_back = mood_.hold_back || word == "hold-back";
      mood_.scatter = mood_.scatter || word == "scatter";
      if (const auto fault = faults.find(word); fault != faults.end()) {
        mood_.fault = fault->second;
      }
      if (word == "slow") {
        mood_.sync_delay = std::chrono::milliseconds(50);
      }
    }
  }
  return mood_;
}

bool FaultyDisk::spend_operation() {
  if (operations_left_ && (*operations_left_)-- <= 0) {
    has_power_ = false;
  }
  return has_power_;
}

}  // namespace skillboard
