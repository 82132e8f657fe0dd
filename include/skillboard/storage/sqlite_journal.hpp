#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/system/result.hpp>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "skillboard/storage/error.hpp"
#include "skillboard/storage/journal.hpp"

namespace skillboard {

struct SqliteJournalOptions {
  std::filesystem::path file;
  // A snapshot is taken when this many changes have come since the last one.
  Version changes_between_snapshots = 5'000;
  // How long a receipt is kept, and how many at the most: the oldest go first.
  std::chrono::hours receipts_kept{24};
  std::size_t most_receipts = 50'000;
  // How long to wait for another program that has locked the file.
  std::chrono::milliseconds busy_wait{1'000};
};

// Why a journal cannot be used, with a sentence for the person who started the server which says
// what to do.
struct JournalRefusal {
  boost::system::error_code error;
  std::string sentence;
};

// Keeps the changes in an SQLite file (WAL, synchronous=FULL; docs/journal-format.md). All disk
// work happens on one thread of its own; handlers run on `loop`. An append costs one transaction
// and one fsync, however many entries it has.
//
// The file is locked against a second server for as long as the journal lives. A file that is not
// a journal, is damaged or was written by a newer version is refused and never changed. The
// destructor waits for the disk work under way; handlers that have not run by then never do.
class SqliteJournal final : public Journal {
 public:
  // Opens the file, or makes a new journal where there is none; blocks for as long as that takes,
  // so it belongs before the loop starts.
  static boost::system::result<std::unique_ptr<SqliteJournal>, JournalRefusal> open(
      boost::asio::any_io_executor loop, SqliteJournalOptions options);

  ~SqliteJournal() override;

  void recover(Reader& reader, Recovering handler) override;
  void append(Version expected, std::vector<Entry> entries, Appending handler) override;
  void offer_snapshot(const TalkStore& talks) override;

 private:
  class Impl;
  explicit SqliteJournal(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace skillboard
