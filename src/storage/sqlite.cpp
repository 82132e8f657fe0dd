#include "skillboard/storage/sqlite.hpp"

#include <sqlite3.h>

#include <array>
#include <cstdio>
#include <string_view>
#include <system_error>

#include "skillboard/storage/error.hpp"

namespace skillboard {

namespace {

using boost::system::error_code;

// The one place where SQLite's codes become ours.
JournalError journal_error(int code) {
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return JournalError::in_use;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return JournalError::cannot_open;
    case SQLITE_ERROR:  // a table or column is not there
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
    case SQLITE_MISMATCH:
      return JournalError::damaged;
    case SQLITE_CONSTRAINT:
      return JournalError::conflict;
    default:  // SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY, SQLITE_NOMEM, SQLITE_TOOBIG…
      return JournalError::cannot_write;
  }
}

// Why there is no row where one must be.
error_code missing_row(const SqliteStatement& statement) {
  const error_code error = statement.error();
  return error ? error : make_error_code(JournalError::damaged);
}

}  // namespace

void SqliteDatabase::Close::operator()(sqlite3* connection) const {
  sqlite3_close(connection);
}

boost::system::result<SqliteDatabase> SqliteDatabase::open_with(
    const std::string& name, int flags, std::chrono::milliseconds busy_wait) {
  sqlite3* connection = nullptr;
  // NOMUTEX: a connection is used by one thread at a time.
  const int code = sqlite3_open_v2(name.c_str(), &connection, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  SqliteDatabase database(connection);
  if (const error_code error = database.check(code)) {
    return error;
  }
  sqlite3_busy_timeout(connection, static_cast<int>(busy_wait.count()));
  // A file is data, not a program: what its schema says cannot do harm beyond it.
  sqlite3_db_config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  return database;
}

boost::system::result<SqliteDatabase> SqliteDatabase::open(const std::filesystem::path& file,
                                                           std::chrono::milliseconds busy_wait) {
  return open_with(file.string(), SQLITE_OPEN_READWRITE, busy_wait);
}

namespace {

// What SQLite takes for the name of a file that nobody writes.
std::string unchanging(const std::filesystem::path& file) {
  std::string name = "file:";
  for (const char character : file.string()) {
    const std::string_view special = "%?#";
    std::array<char, 4> escaped{};
    std::snprintf(escaped.data(), escaped.size(), "%%%02X", static_cast<unsigned char>(character));
    name += special.find(character) == std::string_view::npos ? std::string(1, character)
                                                              : std::string(escaped.data());
  }
  return name + "?immutable=1";
}

}  // namespace

boost::system::result<SqliteDatabase> SqliteDatabase::open_to_read(
    const std::filesystem::path& file, Reading reading, std::chrono::milliseconds busy_wait) {
  switch (reading) {
    case Reading::beside_others:
      return open_with(file.string(), SQLITE_OPEN_READONLY, busy_wait);
    case Reading::unchanging:
      return open_with(unchanging(file), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, busy_wait);
    case Reading::alone:
      break;
  }
  auto database = open(file, busy_wait);
  if (database) {
    // A log is read with an index of it, which stands in a file unless nobody else may look at it.
    database->checkpoint_on_close(false);
    if (const error_code error = database->execute("PRAGMA locking_mode = EXCLUSIVE")) {
      return error;
    }
  }
  return database;
}

error_code SqliteDatabase::execute(const std::string& sql) {
  return check(sqlite3_exec(connection_.get(), sql.c_str(), nullptr, nullptr, nullptr));
}

boost::system::result<std::int64_t> SqliteDatabase::integer(std::string_view sql) {
  SqliteStatement statement(*this, sql);
  if (!statement.next()) {
    return missing_row(statement);
  }
  return statement.integer(0);
}

boost::system::result<std::string> SqliteDatabase::text(std::string_view sql) {
  SqliteStatement statement(*this, sql);
  if (!statement.next()) {
    return missing_row(statement);
  }
  return std::string(statement.text(0));
}

void SqliteDatabase::checkpoint_on_close(bool allowed) {
  sqlite3_db_config(connection_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, allowed ? 0 : 1, nullptr);
}

boost::system::result<SqliteDatabase::Log> SqliteDatabase::empty_log() {
  const auto busy = integer("PRAGMA wal_checkpoint(TRUNCATE)");
  if (!busy) {
    return busy.error();
  }
  // SQLite does not sync what it has cut: after a power cut the former content would be there
  // again.
  sqlite3_file* log = nullptr;
  const int code = sqlite3_file_control(connection_.get(), "main", SQLITE_FCNTL_JOURNAL_POINTER,
                                        static_cast<void*>(&log));
  if (const error_code error = check(code)) {
    return error;
  }
  if (log != nullptr && log->pMethods != nullptr) {
    if (const error_code error = check(log->pMethods->xSync(log, SQLITE_SYNC_NORMAL))) {
      return error;
    }
  }
  return *busy == 0 ? Log::emptied : Log::in_use;
}

boost::system::result<SqliteDatabase::Rewritten> SqliteDatabase::rewrite() {
  const int code = sqlite3_exec(connection_.get(), "VACUUM", nullptr, nullptr, nullptr);
  if (code == SQLITE_FULL || (code & 0xFF) == SQLITE_BUSY) {
    return Rewritten::not_now;
  }
  if (const error_code error = check(code)) {
    return error;
  }
  return Rewritten::yes;
}

error_code SqliteDatabase::check(int code) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) {
    return {};
  }
  message_ = sqlite3_errmsg(connection_.get());
  if (const int error = sqlite3_system_errno(connection_.get()); error != 0) {
    message_ += ": " + std::system_category().message(error);
  }
  return journal_error(code);
}

void SqliteStatement::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

SqliteStatement::SqliteStatement(SqliteDatabase& database, std::string_view sql)
    : database_(database) {
  sqlite3_stmt* statement = nullptr;
  error_ = database.check(sqlite3_prepare_v2(database.connection_.get(), sql.data(),
                                             static_cast<int>(sql.size()), &statement, nullptr));
  statement_.reset(statement);
}

SqliteStatement& SqliteStatement::bind(std::int64_t value) {
  if (!error_) {
    error_ = database_.check(sqlite3_bind_int64(statement_.get(), ++bound_, value));
  }
  return *this;
}

SqliteStatement& SqliteStatement::bind(std::string_view text) {
  if (!error_) {
    error_ = database_.check(sqlite3_bind_text64(statement_.get(), ++bound_, text.data(),
                                                 text.size(), SQLITE_STATIC, SQLITE_UTF8));
  }
  return *this;
}

bool SqliteStatement::next() {
  if (error_) {
    return false;
  }
  const int code = sqlite3_step(statement_.get());
  error_ = database_.check(code);
  return code == SQLITE_ROW;
}

error_code SqliteStatement::run() {
  while (next()) {
  }
  sqlite3_reset(statement_.get());
  bound_ = 0;
  return error();
}

std::int64_t SqliteStatement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::string_view SqliteStatement::text(int column) const {
  const auto* bytes = sqlite3_column_text(statement_.get(), column);
  if (bytes == nullptr) {
    return {};
  }
  return {reinterpret_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

SqliteTransaction::~SqliteTransaction() {
  if (open_) {
    // It fails when SQLite has undone the transaction itself; there is nothing else to do then. Nor
    // is it why the caller gave up, so `message` stays.
    sqlite3_exec(database_.connection_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

error_code SqliteTransaction::begin() {
  return begin("BEGIN IMMEDIATE");
}

error_code SqliteTransaction::begin_reading() {
  return begin("BEGIN");
}

error_code SqliteTransaction::begin(const char* sql) {
  const error_code error = database_.execute(sql);
  open_ = !error;
  return error;
}

error_code SqliteTransaction::commit() {
  const error_code error = database_.execute("COMMIT");
  open_ = open_ && error;
  return error;
}

}  // namespace skillboard
