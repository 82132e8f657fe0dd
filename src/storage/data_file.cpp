#include "skillboard/storage/data_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "skillboard/storage/data_file_header.hpp"
#include "skillboard/storage/paths.hpp"

namespace skillboard {

namespace {

JournalFault why_not_opened() {
  const bool disk = errno == ENOSPC || errno == EDQUOT || errno == EROFS;
  return {disk ? JournalError::cannot_write : JournalError::cannot_open,
          std::system_category().message(errno)};
}

// Whether the power went while SQLite wrote the file for the first time: nothing stands at its
// beginning, and the rollback journal beside it says that there were 0 pages before. SQLite will
// undo that (https://www.sqlite.org/fileformat.html#the_rollback_journal).
bool is_unfinished(const std::filesystem::path& file, const DataFileHeader& header) {
  constexpr std::string_view magic("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8);
  constexpr std::size_t pages_before = 16;
  std::array<char, pages_before + 4> journal{};
  std::ifstream(beside(file, "-journal"), std::ios::binary).read(journal.data(), journal.size());
  const std::string_view bytes(journal.data(), journal.size());
  return header.blank() && bytes.starts_with(magic) &&
         bytes.substr(pages_before) == std::string_view("\0\0\0\0", 4);
}

// A log without its file holds changes that SQLite would throw away when it makes the file anew.
std::optional<JournalFault> check_new(const std::filesystem::path& file) {
  const auto log = beside(file, "-wal");
  if (size_of(log) == 0) {
    return std::nullopt;
  }
  return JournalFault{JournalError::damaged,
                      "it is empty, but changes of it stand in " + log.string()};
}

std::optional<JournalFault> check(const std::filesystem::path& file, int descriptor) {
  struct stat status{};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
    return JournalFault{JournalError::cannot_open, "not a regular file"};
  }
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    return JournalFault{JournalError::in_use, {}};
  }
  const DataFileHeader header(descriptor);
  if (header.empty() || is_unfinished(file, header)) {
    return check_new(file);
  }
  // One of an older format is welcome, and migrated.
  const auto fault = header.check();
  return fault && fault->error == JournalError::older_format ? std::nullopt : fault;
}

}  // namespace

boost::system::result<std::unique_ptr<DataFile>, JournalRefusal> DataFile::lock(
    std::filesystem::path file) {
  file = resolved(std::move(file));
  // Only the server's own user reads it. O_NONBLOCK: a named pipe does not make it wait.
  constexpr int flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK;
  const int descriptor = ::open(file.c_str(), flags, S_IRUSR | S_IWUSR);
  if (descriptor < 0) {
    return refuse(file, why_not_opened());
  }
  std::unique_ptr<DataFile> locked(new DataFile(std::move(file), descriptor));
  if (const auto fault = check(locked->path_, descriptor)) {
    return refuse(locked->path_, *fault);
  }
  return locked;
}

DataFile::~DataFile() {
  ::close(descriptor_);
}

}  // namespace skillboard
