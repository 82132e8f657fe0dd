#include "skillboard/storage/new_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

#include "skillboard/storage/paths.hpp"

namespace skillboard {

namespace {

JournalFault why_not_written() {
  return {errno == EEXIST ? JournalError::already_there : JournalError::cannot_write,
          errno == EEXIST ? std::string() : std::system_category().message(errno)};
}

void remove_with_logs(const std::filesystem::path& file) {
  std::error_code gone;
  for (const char* ending : {"", "-journal", "-wal", "-shm"}) {
    std::filesystem::remove(beside(file, ending), gone);
  }
}

// Removes what was left there by a process that is no more; false when it is still at work.
bool remove_left_over(const std::filesystem::path& part) {
  const int left_over = ::open(part.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
  const bool abandoned = left_over < 0 || ::flock(left_over, LOCK_EX | LOCK_NB) == 0;
  if (abandoned) {
    remove_with_logs(part);
  }
  if (left_over >= 0) {
    ::close(left_over);
  }
  return abandoned;
}

}  // namespace

NewFile::NewFile(std::filesystem::path name, Existing existing)
    : name_(resolved(std::move(name))), part_(beside(name_, ".part")), existing_(existing) {}

boost::system::result<std::unique_ptr<NewFile>, JournalRefusal> NewFile::create(
    const std::filesystem::path& name, Existing existing) {
  std::unique_ptr<NewFile> file(new NewFile(name, existing));
  if (const auto fault = file->open()) {
    return refuse(file->name_, *fault, Task::write);
  }
  return file;
}

std::optional<JournalFault> NewFile::open() {
  std::error_code error;
  if (existing_ == Existing::kept && std::filesystem::exists(name_, error)) {
    return JournalFault{JournalError::already_there, {}};
  }
  if (!remove_left_over(part_)) {
    return JournalFault{JournalError::in_use, {}};
  }
  constexpr int flags = O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC;
  descriptor_ = ::open(part_.c_str(), flags, S_IRUSR | S_IWUSR);
  if (descriptor_ < 0) {
    return JournalFault{errno == EEXIST ? JournalError::in_use : JournalError::cannot_write,
                        std::system_category().message(errno)};
  }
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    return JournalFault{JournalError::in_use, {}};
  }
  return std::nullopt;
}

NewFile::~NewFile() {
  if (descriptor_ >= 0 && !in_place_) {
    remove_with_logs(part_);
  }
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

bool NewFile::rename() const {
  const unsigned flags = existing_ == Existing::kept ? RENAME_NOREPLACE : 0;
  if (::renameat2(AT_FDCWD, part_.c_str(), AT_FDCWD, name_.c_str(), flags) == 0) {
    return true;
  }
  // A file system that knows no flags: then what came there in the last moment is looked for.
  if (errno != EINVAL || flags == 0) {
    return false;
  }
  if (::access(name_.c_str(), F_OK) == 0) {
    errno = EEXIST;
    return false;
  }
  return ::rename(part_.c_str(), name_.c_str()) == 0;
}

std::optional<JournalRefusal> NewFile::take_place() {
  if (::fsync(descriptor_) != 0 || !rename()) {
    return refuse(name_, why_not_written(), Task::write);
  }
  in_place_ = true;
  if (const std::error_code error = sync_folder_of(name_)) {
    return refuse(name_, {JournalError::cannot_write, error.message()}, Task::write);
  }
  return std::nullopt;
}

}  // namespace skillboard
