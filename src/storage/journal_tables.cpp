#include "skillboard/storage/journal_tables.hpp"

#include <string>

#include "skillboard/names/device_token.hpp"
#include "skillboard/storage/data_file_header.hpp"
#include "skillboard/storage/random_id.hpp"
#include "skillboard/storage/record.hpp"

namespace skillboard {

namespace {

using boost::system::error_code;

// `talks` and `names` are the snapshot; `change_talks` says which changes are about which talk.
// `openings` is there to be counted up, see `prove_writable`; `residues` says that something was
// purged since the file was last written anew.
constexpr auto tables = R"(
CREATE TABLE board (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  record TEXT NOT NULL,
  crc INTEGER NOT NULL,
  openings INTEGER NOT NULL,
  residues INTEGER NOT NULL
) STRICT;
CREATE TABLE changes (
  version INTEGER PRIMARY KEY,
  record TEXT NOT NULL,
  crc INTEGER NOT NULL,
  by TEXT NOT NULL,
  device TEXT NOT NULL
) STRICT;
CREATE INDEX changes_by ON changes (by);
CREATE INDEX changes_device ON changes (device);
CREATE TABLE change_talks (
  talk TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (talk, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE talks (
  place INTEGER PRIMARY KEY,
  record TEXT NOT NULL,
  crc INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE TABLE names (
  place INTEGER PRIMARY KEY,
  record TEXT NOT NULL,
  crc INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE TABLE sightings (
  device TEXT PRIMARY KEY,
  seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE receipts (
  number INTEGER PRIMARY KEY,
  record TEXT NOT NULL,
  crc INTEGER NOT NULL,
  decided INTEGER NOT NULL
) STRICT;
)";

std::string identity() {
  return "PRAGMA application_id = " + std::to_string(journal_application_id) +
         "; PRAGMA user_version = " + std::to_string(journal_format) + ";";
}

error_code insert_board(SqliteDatabase& database) {
  const std::string record =
      encode(BoardRecord{.epoch = make_random_id(), .device_key = make_device_key()});
  return SqliteStatement(database,
                         "INSERT INTO board (id, record, crc, openings, residues) "
                         "VALUES (1, ?, ?, 0, 0)")
      .bind(record)
      .bind(std::uint64_t{checksum(record)})
      .run();
}

}  // namespace

JournalFault fault(const SqliteDatabase& database, error_code error) {
  return {static_cast<JournalError>(error.value()), database.message()};
}

error_code create_tables(SqliteDatabase& database) {
  const auto pages = database.integer("PRAGMA page_count");
  if (!pages || *pages > 0) {
    return pages ? error_code() : pages.error();
  }
  // All in one transaction, and before the switch to the write-ahead log: so the file itself says
  // what it is from its first byte on, and a crash in between leaves it empty.
  SqliteTransaction transaction(database);
  if (const error_code error = transaction.begin()) {
    return error;
  }
  if (const error_code error = database.execute(identity() + tables)) {
    return error;
  }
  if (const error_code error = insert_board(database)) {
    return error;
  }
  return transaction.commit();
}

std::optional<JournalFault> check_identity(SqliteDatabase& database) {
  // The raw header said the same, but the write-ahead log may hold a newer one.
  const auto application = database.integer("PRAGMA application_id");
  const auto format = database.integer("PRAGMA user_version");
  if (!application || !format) {
    return fault(database, application ? format.error() : application.error());
  }
  return check_identity(*application, *format);
}

std::optional<JournalFault> check_tables(SqliteDatabase& database) {
  if (auto fault = check_identity(database)) {
    return fault;
  }
  const auto verdict = database.text("PRAGMA quick_check(1)");
  if (!verdict) {
    return fault(database, verdict.error());
  }
  if (*verdict != "ok") {
    return JournalFault{JournalError::damaged, *verdict};
  }
  return std::nullopt;
}

error_code start_log(SqliteDatabase& database) {
  const auto mode = database.text("PRAGMA journal_mode = WAL");
  if (!mode) {
    return mode.error();
  }
  if (*mode != "wal") {
    return JournalError::cannot_write;
  }
  // What is deleted is overwritten. The log does not stay as large as its largest transaction.
  return database.execute(
      "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 16777216");
}

error_code prove_writable(SqliteDatabase& database) {
  SqliteTransaction transaction(database);
  if (const error_code error = transaction.begin()) {
    return error;
  }
  if (const error_code error = database.execute("UPDATE board SET openings = openings + 1")) {
    return error;
  }
  return transaction.commit();
}

}  // namespace skillboard
