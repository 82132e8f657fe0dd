#include "skillboard/storage/journal_place.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <string>
#include <system_error>

#include "skillboard/storage/data_file_header.hpp"
#include "skillboard/storage/journal_reading.hpp"
#include "skillboard/storage/journal_tables.hpp"
#include "skillboard/storage/paths.hpp"
#include "skillboard/storage/rfc3339.hpp"
#include "skillboard/storage/sqlite.hpp"

namespace skillboard {

namespace {

// Digits alone: "20251120T100000123Z".
std::string file_name_part(Instant instant) {
  std::string text = to_rfc3339(instant);
  std::erase_if(text, [](char character) {
    return character == '-' || character == ':' || character == '.';
  });
  return text;
}

// Copies what stands in the log into the file, if that is sound: one that is damaged is kept as it
// is, and its log beside it.
void bring_log_in(const std::filesystem::path& file) {
  auto database = SqliteDatabase::open(file, std::chrono::seconds(0));
  if (!database) {
    return;
  }
  database->checkpoint_on_close(false);
  if (!check_tables(*database) && database->empty_log()) {
    database->checkpoint_on_close(true);
  }
}

}  // namespace

boost::system::result<std::unique_ptr<JournalPlace>, JournalRefusal> JournalPlace::hold(
    const std::filesystem::path& file) {
  std::unique_ptr<JournalPlace> place(new JournalPlace(resolved(file)));
  if (const auto fault = place->lock()) {
    return refuse(place->path_, *fault, Task::write);
  }
  return place;
}

JournalPlace::~JournalPlace() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

std::optional<JournalFault> JournalPlace::lock() {
  descriptor_ = ::open(path_.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK);
  if (descriptor_ < 0) {
    return errno == ENOENT ? std::nullopt
                           : std::optional(JournalFault{JournalError::cannot_open,
                                                        std::system_category().message(errno)});
  }
  struct stat opened{};
  struct stat named{};
  if (::fstat(descriptor_, &opened) != 0 || !S_ISREG(opened.st_mode)) {
    return JournalFault{JournalError::cannot_open, "not a regular file"};
  }
  // Whoever put another file there meanwhile holds that one.
  const bool locked = ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0;
  const bool same = ::stat(path_.c_str(), &named) == 0 && named.st_ino == opened.st_ino;
  if (!locked || !same) {
    return JournalFault{JournalError::in_use, {}};
  }
  return std::nullopt;
}

bool JournalPlace::taken() const {
  return std::ranges::any_of(std::array{"", "-wal", "-journal"}, [this](const char* ending) {
    return size_of(beside(path_, ending)) > 0;
  });
}

bool JournalPlace::has_empty_board() const {
  if (descriptor_ < 0 || DataFileHeader(descriptor_).check() ||
      size_of(beside(path_, "-journal")) > 0) {
    return false;
  }
  using Reading = SqliteDatabase::Reading;
  const bool logged = size_of(beside(path_, "-wal")) > 0;
  auto database = SqliteDatabase::open_to_read(path_, logged ? Reading::alone : Reading::unchanging,
                                               std::chrono::seconds(0));
  if (!database || check_tables(*database)) {
    return false;
  }
  const auto version = read_version(*database);
  return version && *version == 0;
}

boost::system::result<std::unique_ptr<NewFile>, JournalRefusal> JournalPlace::make_file() const {
  // What came there since nothing was found there is somebody else's.
  return NewFile::create(path_, descriptor_ < 0 ? Existing::kept : Existing::replaced);
}

boost::system::result<std::filesystem::path, JournalRefusal> JournalPlace::keep_former(
    Instant now) {
  bring_log_in(path_);
  auto former = beside(path_, ".former-" + file_name_part(now));
  for (const char* ending : {"", "-wal", "-journal"}) {
    const auto file = beside(path_, ending);
    std::error_code error;
    if (size_of(file) > 0) {
      std::filesystem::create_hard_link(file, beside(former, ending), error);
    }
    if (error) {
      return refuse(former, {JournalError::cannot_write, error.message()}, Task::write);
    }
  }
  if (const std::error_code error = sync_folder_of(path_)) {
    return refuse(former, {JournalError::cannot_write, error.message()}, Task::write);
  }
  return former;
}

std::optional<JournalRefusal> JournalPlace::put(NewFile& file) {
  // A log of the old file would be applied to the new one.
  for (const char* ending : {"-wal", "-journal", "-shm"}) {
    std::error_code error;
    std::filesystem::remove(beside(path_, ending), error);
    if (error) {
      return refuse(path_, {JournalError::cannot_write, error.message()}, Task::write);
    }
  }
  return file.take_place();
}

}  // namespace skillboard
