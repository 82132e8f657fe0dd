#include "skillboard/storage/journal_writing.hpp"

#include <boost/system/result.hpp>

#include <cstdint>
#include <map>

#include "skillboard/storage/record.hpp"

namespace skillboard {

using boost::system::error_code;

error_code insert_entries(SqliteDatabase& database, std::span<const Entry> entries) {
  SqliteStatement insert_change(database,
                                "INSERT INTO changes (version, record, crc) VALUES (?, ?, ?)");
  SqliteStatement insert_receipt(database,
                                 "INSERT INTO receipts (decided, record, crc) VALUES (?, ?, ?)");
  const auto insert = [](SqliteStatement& statement, auto key, const std::string& record) {
    return statement.bind(key).bind(record).bind(std::uint64_t{checksum(record)}).run();
  };
  for (const auto& [change, receipt] : entries) {
    if (change) {
      if (const error_code error = insert(insert_change, change->version, encode(*change))) {
        return error;
      }
    }
    if (receipt) {
      const std::int64_t decided = receipt->decided.time_since_epoch().count();
      if (const error_code error = insert(insert_receipt, decided, encode(*receipt))) {
        return error;
      }
    }
  }
  return {};
}

error_code prune_receipts(SqliteDatabase& database, Instant since, std::size_t most) {
  return SqliteStatement(database,
                         "DELETE FROM receipts WHERE decided < ? "
                         "OR number <= (SELECT max(number) FROM receipts) - ?")
      .bind(std::int64_t{since.time_since_epoch().count()})
      .bind(std::uint64_t{most})
      .run();
}

namespace {

using VersionsByPlace = std::map<Version, Version>;

boost::system::result<VersionsByPlace> read_snapshot_versions(SqliteDatabase& database) {
  VersionsByPlace versions;
  SqliteStatement rows(database, "SELECT place, version FROM talks");
  while (rows.next()) {
    versions.emplace(rows.number(0), rows.number(1));
  }
  if (rows.error()) {
    return rows.error();
  }
  return versions;
}

error_code put_talks(SqliteDatabase& database, const std::vector<TalkPointer>& talks,
                     VersionsByPlace& before) {
  SqliteStatement put(
      database, "INSERT OR REPLACE INTO talks (place, record, crc, version) VALUES (?, ?, ?, ?)");
  for (const TalkPointer& talk : talks) {
    const auto former = before.extract(talk->place);
    if (former && former.mapped() == talk->version) {
      continue;
    }
    const std::string record = encode(*talk);
    put.bind(talk->place).bind(record).bind(std::uint64_t{checksum(record)}).bind(talk->version);
    if (const error_code error = put.run()) {
      return error;
    }
  }
  return {};
}

error_code put_board(SqliteDatabase& database, const Snapshot& snapshot) {
  const std::string record = encode(BoardRecord{
      .epoch = snapshot.epoch, .snapshot = snapshot.version, .talks = snapshot.talks.size()});
  return SqliteStatement(database, "UPDATE board SET record = ?, crc = ?")
      .bind(record)
      .bind(std::uint64_t{checksum(record)})
      .run();
}

}  // namespace

error_code replace_snapshot(SqliteDatabase& database, const Snapshot& snapshot) {
  auto before = read_snapshot_versions(database);
  if (!before) {
    return before.error();
  }
  if (const error_code error = put_talks(database, snapshot.talks, *before)) {
    return error;
  }
  SqliteStatement remove(database, "DELETE FROM talks WHERE place = ?");
  for (const auto& [place, version] : *before) {
    if (const error_code error = remove.bind(place).run()) {
      return error;
    }
  }
  return put_board(database, snapshot);
}

}  // namespace skillboard
