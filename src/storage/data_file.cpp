#include "skillboard/storage/data_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

namespace skillboard {

namespace {

// The header of an SQLite file (https://www.sqlite.org/fileformat.html#the_database_header).
class Header {
 public:
  static constexpr std::size_t size = 100;
  static constexpr std::size_t user_version = 60;
  static constexpr std::size_t application_id = 68;

  explicit Header(int descriptor) : read_(::pread(descriptor, bytes_.data(), size, 0)) {}

  bool empty() const { return read_ == 0; }

  bool is_sqlite() const {
    constexpr std::string_view magic("SQLite format 3\0", 16);
    return read_ == static_cast<ssize_t>(size) &&
           std::string_view(bytes_.data(), magic.size()) == magic;
  }

  bool blank() const { return std::ranges::count(bytes_, '\0') == std::ssize(bytes_); }

  std::uint32_t field(std::size_t offset) const {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      value = value << 8U | static_cast<unsigned char>(bytes_.at(offset + i));
    }
    return value;
  }

 private:
  std::array<char, size> bytes_{};
  ssize_t read_;
};

JournalFault why_not_opened() {
  const bool disk = errno == ENOSPC || errno == EDQUOT || errno == EROFS;
  return {disk ? JournalError::cannot_write : JournalError::cannot_open,
          std::system_category().message(errno)};
}

// Whether the power went while SQLite wrote the file for the first time: nothing stands at its
// beginning, and the rollback journal beside it says that there were 0 pages before. SQLite will
// undo that (https://www.sqlite.org/fileformat.html#the_rollback_journal).
bool is_unfinished(const std::filesystem::path& file, const Header& header) {
  constexpr std::string_view magic("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8);
  constexpr std::size_t pages_before = 16;
  std::filesystem::path journal_path = file;
  journal_path += "-journal";
  std::array<char, pages_before + 4> journal{};
  std::ifstream(journal_path, std::ios::binary).read(journal.data(), journal.size());
  const std::string_view bytes(journal.data(), journal.size());
  return header.blank() && bytes.starts_with(magic) &&
         bytes.substr(pages_before) == std::string_view("\0\0\0\0", 4);
}

// A log without its file holds changes that SQLite would throw away when it makes the file anew.
std::optional<JournalFault> check_new(const std::filesystem::path& file) {
  std::filesystem::path log = file;
  log += "-wal";
  std::error_code error;
  const auto size = std::filesystem::file_size(log, error);
  if (error || size == 0) {
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
  const Header header(descriptor);
  if (header.empty() || is_unfinished(file, header)) {
    return check_new(file);
  }
  if (!header.is_sqlite() || header.field(Header::application_id) != journal_application_id) {
    return JournalFault{JournalError::foreign, {}};
  }
  if (header.field(Header::user_version) > journal_format) {
    return JournalFault{JournalError::newer_format, {}};
  }
  if (header.field(Header::user_version) < journal_format) {
    return JournalFault{JournalError::older_format, {}};
  }
  return std::nullopt;
}

}  // namespace

boost::system::result<std::unique_ptr<DataFile>, JournalRefusal> DataFile::lock(
    std::filesystem::path file) {
  std::error_code unresolved;
  if (auto resolved = std::filesystem::weakly_canonical(file, unresolved); !unresolved) {
    file = std::move(resolved);
  }
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
