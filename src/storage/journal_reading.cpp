#include "skillboard/storage/journal_reading.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "skillboard/storage/journal_tables.hpp"
#include "skillboard/storage/record.hpp"

namespace skillboard {

namespace {

using boost::system::error_code;

// A query for (number, record, crc).
struct Rows {
  SqliteDatabase& database;
  std::string_view table;
  SqliteStatement statement;
};

Rows rows_of(SqliteDatabase& database, std::string_view table, const std::string& query) {
  return {database, table, SqliteStatement(database, query)};
}

// Decodes the records one by one. `take` is given the number and the value, and says whether that
// can be true.
template <typename Decode, typename Take>
std::optional<JournalFault> read_rows(Rows rows, Decode decode, Take take) {
  SqliteStatement& row = rows.statement;
  while (row.next()) {
    const std::uint64_t number = row.number(0);
    const std::string_view record = row.text(1);
    const auto wrong = [&](error_code error) {
      return JournalFault{static_cast<JournalError>(error.value()),
                          std::string(rows.table) + ", row " + std::to_string(number)};
    };
    if (checksum(record) != row.number(2)) {
      return wrong(JournalError::damaged);
    }
    auto value = decode(record);
    if (!value) {
      return wrong(value.error());
    }
    if (!take(number, *std::move(value))) {
      return wrong(JournalError::damaged);
    }
  }
  if (row.error()) {
    return fault(rows.database, row.error());
  }
  return std::nullopt;
}

std::optional<JournalFault> read_board(SqliteDatabase& database, BoardRecord& board) {
  auto fault = read_rows(rows_of(database, "board", "SELECT id, record, crc FROM board"),
                         decode_board, [&](std::uint64_t, BoardRecord record) {
                           board = std::move(record);
                           return is_sound(board);
                         });
  if (!fault && board.epoch.empty()) {
    return JournalFault{JournalError::damaged, "it has no epoch"};
  }
  return fault;
}

// Reads what the snapshot has in this table: talks or names, as many as it says.
template <typename Decode, typename Pointer>
std::optional<JournalFault> read_snapshot_of(Rows rows, Decode decode, const BoardRecord& board,
                                             std::vector<Pointer>& values) {
  return read_rows(std::move(rows), decode, [&](std::uint64_t place, auto value) {
    const bool fits =
        value.place == place && place <= value.version && value.version <= board.snapshot;
    values.push_back(std::make_shared<const decltype(value)>(std::move(value)));
    return fits;
  });
}

std::optional<JournalFault> read_snapshot(SqliteDatabase& database, const BoardRecord& board,
                                          TalkStore& store) {
  std::vector<TalkPointer> talks;
  std::vector<HeldNamePointer> names;
  auto fault = read_snapshot_of(
      rows_of(database, "talks", "SELECT place, record, crc FROM talks ORDER BY place"),
      decode_talk, board, talks);
  if (!fault) {
    fault = read_snapshot_of(
        rows_of(database, "names", "SELECT place, record, crc FROM names ORDER BY place"),
        decode_name, board, names);
  }
  if (!fault && (talks.size() != board.talks || names.size() != board.names)) {
    return JournalFault{JournalError::damaged, "its snapshot is not complete"};
  }
  store = TalkStore(board.snapshot, talks, Roster(names));
  return fault;
}

std::optional<JournalFault> replay(SqliteDatabase& database, TalkStore& store) {
  const auto last = read_version(database);
  if (!last) {
    return fault(database, last.error());
  }
  if (*last < store.version()) {
    return JournalFault{JournalError::damaged, "its last changes are missing"};
  }
  const std::string sql = "SELECT version, record, crc FROM changes WHERE version > " +
                          std::to_string(store.version()) + " ORDER BY version";
  return read_rows(rows_of(database, "changes", sql), decode_change,
                   [&](std::uint64_t version, const Change& change) {
                     const bool next = version == store.version() + 1 && change.version == version;
                     store.apply(change);
                     return next;
                   });
}

std::optional<JournalFault> read_receipts(SqliteDatabase& database, Instant since,
                                          std::vector<Receipt>& receipts) {
  const std::string sql = "SELECT number, record, crc FROM receipts ORDER BY number";
  return read_rows(rows_of(database, "receipts", sql), decode_receipt,
                   [&](std::uint64_t, Receipt receipt) {
                     if (receipt.decided >= since) {
                       receipts.push_back(std::move(receipt));
                     }
                     return true;
                   });
}

std::optional<JournalFault> read_sightings(SqliteDatabase& database,
                                           std::vector<Sighting>& sightings) {
  SqliteStatement row(database, "SELECT device, seen FROM sightings");
  while (row.next()) {
    sightings.push_back(
        {std::string(row.text(0)), Instant(std::chrono::milliseconds(row.integer(1)))});
  }
  return row.error() ? std::optional(fault(database, row.error())) : std::nullopt;
}

}  // namespace

boost::system::result<JournalContents, JournalFault> read_contents(SqliteDatabase& database,
                                                                   Instant receipts_since) {
  SqliteTransaction transaction(database);
  if (const error_code error = transaction.begin_reading()) {
    return fault(database, error);
  }
  BoardRecord board;
  JournalContents contents;
  auto fault = read_board(database, board);
  if (!fault) {
    fault = read_snapshot(database, board, contents.recovered.talks);
  }
  if (!fault) {
    fault = replay(database, contents.recovered.talks);
  }
  if (!fault) {
    fault = read_receipts(database, receipts_since, contents.recovered.receipts);
  }
  if (!fault) {
    fault = read_sightings(database, contents.recovered.sightings);
  }
  if (fault) {
    return *std::move(fault);
  }
  contents.recovered.epoch = std::move(board.epoch);
  contents.recovered.device_key = std::move(board.device_key);
  contents.snapshot = board.snapshot;
  return contents;
}

std::string history_sql(const HistoryQuery& query) {
  std::string sql = "SELECT changes.version, record, crc FROM changes ";
  if (!query.talk.empty()) {
    sql += "JOIN change_talks AS about ON about.version = changes.version AND about.talk = ?4 ";
  }
  // Without the plus SQLite might walk through all that this person did to find the few about a
  // talk, or through all changes to find those of a person.
  const std::string version = query.talk.empty() ? "changes.version" : "about.version";
  sql += "WHERE " + version + " > ?1 AND " + version + " < ?2 ";
  const std::string as_filter = query.talk.empty() ? "" : "+";
  if (!query.by.empty()) {
    sql += "AND " + as_filter + "by = ?3 ";
  }
  if (!query.device.empty()) {
    sql += "AND " + as_filter + "device = ?5 ";
  }
  return sql + "ORDER BY " + version + (query.newest_first ? " DESC" : " ASC") + " LIMIT ?6";
}

boost::system::result<std::vector<Change>, JournalFault> read_history(SqliteDatabase& database,
                                                                      const HistoryQuery& query) {
  Rows rows = rows_of(database, "changes", history_sql(query));
  rows.statement.bind(query.after).bind(query.before).bind(query.by).bind(query.talk);
  rows.statement.bind(query.device).bind(std::uint64_t{query.most});
  std::vector<Change> changes;
  auto fault = read_rows(std::move(rows), decode_change, [&](std::uint64_t version, Change change) {
    changes.push_back(std::move(change));
    return changes.back().version == version;
  });
  if (fault) {
    return *std::move(fault);
  }
  return changes;
}

boost::system::result<BoardRecord> read_board_record(SqliteDatabase& database) {
  const auto record = database.text("SELECT record FROM board");
  if (!record) {
    return record.error();
  }
  return decode_board(*record);
}

boost::system::result<Version> read_version(SqliteDatabase& database) {
  const auto version = database.integer("SELECT coalesce(max(version), 0) FROM changes");
  if (!version) {
    return version.error();
  }
  return static_cast<Version>(*version);
}

}  // namespace skillboard
