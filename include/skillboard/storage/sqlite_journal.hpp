#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/system/result.hpp>

#include <memory>
#include <vector>

#include "skillboard/storage/journal.hpp"
#include "skillboard/storage/journal_refusal.hpp"
#include "skillboard/storage/sqlite_journal_options.hpp"

namespace skillboard {

// Keeps the changes in an SQLite file (WAL, synchronous=FULL; docs/journal-format.md). All disk
// work happens on one thread of its own; handlers run on `loop`, and whatever is under way counts
// as outstanding work there. An append costs one transaction and one fsync, however many entries it
// has.
//
// The file is locked against a second server for as long as the journal lives. A file that is not
// a journal, is damaged or was written by a newer version is refused and never changed. The
// destructor waits for the disk work under way; handlers that have not run by then never do. The
// context of `loop` outlives the journal, since the disk thread posts to it.
class SqliteJournal final : public Journal {
 public:
  // Opens the file, or makes a new journal where there is none; blocks for as long as that takes,
  // so it belongs before the loop starts.
  static boost::system::result<std::unique_ptr<SqliteJournal>, JournalRefusal> open(
      boost::asio::any_io_executor loop, SqliteJournalOptions options);

  ~SqliteJournal() override;

  void recover(Reader& reader, Recovering handler) override;
  void append(Version expected, std::vector<Entry> entries, Appending handler) override;
  void read(HistoryQuery query, Reading handler) override;
  void offer_snapshot(const TalkStore& talks) override;

 private:
  class Impl;
  explicit SqliteJournal(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace skillboard
