#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/system/error_code.hpp>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "skillboard/storage/sqlite_journal.hpp"

namespace skillboard {

// A folder of its own that is gone after the test.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// A history that is always the same: the change with that number, and the board after it.
Change history_at(Version version);
TalkStore board_at(Version version);

// A board's part towards an `SqliteJournal`: it applies what it is told of to `talks`.
class JournalFixture : public testing::Test, protected Journal::Reader {
 protected:
  JournalFixture();
  virtual ~JournalFixture();

  // Opens the journal and recovers the board from it; what stands in the way fails the test.
  void start();
  // The same where it may fail.
  bool try_start();
  // Ends the journal as the end of the server does.
  void stop();
  void restart();
  // The sentence with which opening is refused; the journal must not open.
  std::string refused();
  JournalError refused_with();

  // Recovers `epoch`, `talks` and `receipts` anew.
  boost::system::error_code recover();
  boost::system::error_code append(std::vector<Entry> entries);
  boost::system::error_code append(Version expected, std::vector<Entry> entries);
  // Appends the next changes of the history in one batch, and offers a snapshot.
  boost::system::error_code append_history(Version count);

  // A part of the history; what stands in the way fails the test.
  std::vector<Change> read(HistoryQuery query);

  // The entry that continues the board.
  Entry propose(const std::string& title);
  Entry receipt(const std::string& key, Instant decided);

  // Runs SQL as another program would, and returns the first column of the first row.
  std::string query(const std::string& sql);

  std::filesystem::path file() const { return options.file; }

  TemporaryFolder folder;
  Instant now{std::chrono::sys_days{std::chrono::year{2025} / 11 / 20}};
  SqliteJournalOptions options;
  boost::asio::io_context loop;
  std::unique_ptr<SqliteJournal> journal;

  // What the journal told.
  std::string epoch;
  TalkStore talks;
  std::string device_key;
  std::vector<Receipt> receipts;
  std::vector<Sighting> sightings;
  // All entries the reader was told of since the last recovery.
  std::vector<Entry> told;

 private:
  void committed(std::span<const Entry> entries) override;
  // Runs the loop until the handler has been called.
  boost::system::error_code wait(const std::optional<boost::system::error_code>& outcome);
};

}  // namespace skillboard
