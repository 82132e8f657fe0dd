#pragma once

#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace skillboard {

// One connection to an SQLite file. A failure comes back as a `JournalError`; SQLite's own words
// for the last one are in `message`.
class SqliteDatabase {
 public:
  // Opens a file that exists. Nothing of it is read yet.
  static boost::system::result<SqliteDatabase> open(const std::filesystem::path& file,
                                                    std::chrono::milliseconds busy_wait);

  // Opens one to read it and leave it as it is, with nothing new beside it.
  enum class Reading {
    beside_others,  // who have it open and may write
    alone,          // nobody else has it open; it may have a write-ahead log
    unchanging,     // nobody else has it open, and it has no log
  };
  static boost::system::result<SqliteDatabase> open_to_read(const std::filesystem::path& file,
                                                            Reading reading,
                                                            std::chrono::milliseconds busy_wait);

  // Runs one or more statements without parameters; rows they return are not looked at.
  boost::system::error_code execute(const std::string& sql);

  // The first column of the first row, which must be there.
  boost::system::result<std::int64_t> integer(std::string_view sql);
  boost::system::result<std::string> text(std::string_view sql);

  // Whether closing may write what stands in the write-ahead log into the file, as it does unless
  // this is called.
  void checkpoint_on_close(bool allowed);

  // Copies what stands in the write-ahead log into the file and cuts the log to nothing, durably;
  // not while somebody reads what is in it.
  enum class Log { emptied, in_use };
  boost::system::result<Log> empty_log();

  // Writes the file anew, without what is left of former contents: SQLite overwrites what is
  // deleted, but not the copies that stay behind in a page when its rows move to another. Costs
  // writing the whole file; done later when there is no room for that, or somebody else writes.
  enum class Rewritten { yes, not_now };
  boost::system::result<Rewritten> rewrite();

  const std::string& message() const { return message_; }

 private:
  friend class SqliteStatement;
  friend class SqliteTransaction;

  struct Close {
    void operator()(sqlite3* connection) const;
  };

  explicit SqliteDatabase(sqlite3* connection) : connection_(connection) {}

  static boost::system::result<SqliteDatabase> open_with(const std::string& name, int flags,
                                                         std::chrono::milliseconds busy_wait);

  // The error that the code stands for. What SQLite says of it is kept, for it says something else
  // after the next call.
  boost::system::error_code check(int code);

  std::unique_ptr<sqlite3, Close> connection_;
  std::string message_;
};

// One prepared statement. Its database outlives it. After something went wrong, be it while it was
// prepared, bound or stepped, it does nothing more and `error` tells.
class SqliteStatement {
 public:
  SqliteStatement(SqliteDatabase& database, std::string_view sql);

  // Gives the next parameter its value. A text must stay where it is until the step.
  SqliteStatement& bind(std::int64_t value);

  SqliteStatement& bind(std::uint64_t value) { return bind(static_cast<std::int64_t>(value)); }

  SqliteStatement& bind(std::string_view text);

  // Steps to the next row; false when there is none, or after an error.
  bool next();

  boost::system::error_code error() const { return error_; }

  // Steps to the end, and is ready to be bound anew.
  boost::system::error_code run();

  // Of the row stepped to; the text is good until the next step.
  std::int64_t integer(int column) const;

  std::uint64_t number(int column) const { return static_cast<std::uint64_t>(integer(column)); }

  std::string_view text(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };

  SqliteDatabase& database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  boost::system::error_code error_;
  int bound_ = 0;
};

// A transaction, undone unless it is committed.
class SqliteTransaction {
 public:
  explicit SqliteTransaction(SqliteDatabase& database) : database_(database) {}

  ~SqliteTransaction();
  SqliteTransaction(const SqliteTransaction&) = delete;
  SqliteTransaction& operator=(const SqliteTransaction&) = delete;

  // To write; waits for another writer as long as the database was told to.
  boost::system::error_code begin();
  // To read everything from one and the same state of the file.
  boost::system::error_code begin_reading();
  boost::system::error_code commit();

 private:
  boost::system::error_code begin(const char* sql);

  SqliteDatabase& database_;
  bool open_ = false;
};

}  // namespace skillboard
