#include "skillboard/storage/journal_view.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <optional>
#include <system_error>

#include "skillboard/storage/data_file_header.hpp"
#include "skillboard/storage/journal_tables.hpp"
#include "skillboard/storage/paths.hpp"

namespace skillboard {

boost::system::result<std::unique_ptr<JournalView>, JournalRefusal> JournalView::open(
    const std::filesystem::path& file, Formats formats) {
  std::unique_ptr<JournalView> view(new JournalView(resolved(file)));
  auto fault = view->open_file();
  if (!fault) {
    fault = view->open_database();
  }
  if (!fault) {
    fault = check_identity(view->database());
  }
  const bool welcome =
      fault && fault->error == JournalError::older_format && formats == Formats::older_as_well;
  if (fault && !welcome) {
    return refuse(view->path_, *fault, Task::read);
  }
  return view;
}

JournalView::~JournalView() {
  database_.reset();
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

std::optional<JournalFault> JournalView::open_file() {
  descriptor_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor_ < 0) {
    return JournalFault{JournalError::cannot_open, std::system_category().message(errno)};
  }
  struct stat status{};
  if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) {
    return JournalFault{JournalError::cannot_open, "not a regular file"};
  }
  served_ = ::flock(descriptor_, LOCK_SH | LOCK_NB) != 0;
  const auto fault = DataFileHeader(descriptor_).check();
  // Another format may be that of the main file alone, and its log hold the end of a migration.
  return fault && fault->error == JournalError::foreign ? fault : std::nullopt;
}

SqliteDatabase::Reading JournalView::reading() const {
  if (served_) {
    return SqliteDatabase::Reading::beside_others;
  }
  return size_of(beside(path_, "-wal")) > 0 ? SqliteDatabase::Reading::alone
                                            : SqliteDatabase::Reading::unchanging;
}

std::optional<JournalFault> JournalView::open_database() {
  // To read what is half written, SQLite would have to undo it in the file.
  if (!served_ && size_of(beside(path_, "-journal")) > 0) {
    return JournalFault{JournalError::in_use,
                        "its server ended in the midst of writing; start it once"};
  }
  constexpr std::chrono::seconds busy_wait{5};
  auto opened = SqliteDatabase::open_to_read(path_, reading(), busy_wait);
  if (!opened) {
    return JournalFault{JournalError::cannot_open, {}};
  }
  database_ = std::make_unique<SqliteDatabase>(*std::move(opened));
  return std::nullopt;
}

}  // namespace skillboard
