#pragma once

#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>

#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "skillboard/storage/data_file.hpp"
#include "skillboard/storage/entry.hpp"
#include "skillboard/storage/journal_reading.hpp"
#include "skillboard/storage/journal_refusal.hpp"
#include "skillboard/storage/journal_writing.hpp"
#include "skillboard/storage/sqlite.hpp"
#include "skillboard/storage/sqlite_journal_options.hpp"

namespace skillboard {

// The journal's file and what is done with it. Every function blocks for as long as the disk takes;
// one thread at a time uses it.
class JournalDatabase {
 public:
  // Locks the file; `recover` must follow.
  static boost::system::result<std::unique_ptr<JournalDatabase>, JournalRefusal> lock(
      SqliteJournalOptions options);

  // Opens the file, or opens it anew after a failure, checks and reads all of it, and proves with a
  // transaction that writing works. A file that is refused is not changed.
  boost::system::result<JournalContents, JournalRefusal> recover();

  // As `Journal::append` and with its errors. After one, everything but `recover` fails.
  boost::system::error_code append(Version expected, std::span<const Entry> entries);

  // Reads changes, as `Journal::read`.
  boost::system::result<std::vector<Change>> read(const HistoryQuery& query);

  // Erases what is left of what was purged, in the file and in the write-ahead log, where there was
  // no room for that or somebody who reads the file kept it from being done. What has failed is
  // left to `recover`.
  enum class Tidied { yes, not_yet };
  Tidied tidy();

  // Replaces the snapshot by a later one. An error is as serious as one of `append`.
  boost::system::error_code write_snapshot(const Snapshot& snapshot);

 private:
  JournalDatabase(SqliteJournalOptions options, std::unique_ptr<DataFile> file)
      : options_(std::move(options)), file_(std::move(file)) {}

  boost::system::result<JournalContents, JournalFault> open();
  boost::system::error_code close_after_failure();
  boost::system::error_code try_append(Version expected, std::span<const Entry> entries);
  boost::system::error_code erase_what_is_left();
  boost::system::error_code rewrite_file();
  boost::system::error_code empty_log();
  boost::system::error_code try_write_snapshot(const Snapshot& snapshot);

  SqliteJournalOptions options_;
  std::unique_ptr<DataFile> file_;            // closed after the connection
  std::unique_ptr<SqliteDatabase> database_;  // null while it is closed
  bool failed_ = true;
  std::size_t receipts_until_pruning_ = 0;
  // Whether what was purged may still stand in a page of the file, and when it is next tried to
  // erase it there; and whether it may stand in the write-ahead log.
  bool file_to_rewrite_ = true;
  Instant rewrite_from_{};
  bool log_to_empty_ = true;
};

}  // namespace skillboard
