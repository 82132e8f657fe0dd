#include "skillboard/storage/journal_writing.hpp"

#include <boost/system/result.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <variant>

#include "skillboard/storage/journal_purging.hpp"
#include "skillboard/storage/record.hpp"

namespace skillboard {

using boost::system::error_code;

namespace {

// Writes the rows of one entry after the other.
class Insertion {
 public:
  explicit Insertion(SqliteDatabase& database)
      : database_(database),
        change_(database, "INSERT INTO changes (version, record, crc, by) VALUES (?, ?, ?, ?)"),
        // A change may have many steps about one talk.
        talk_(database, "INSERT OR IGNORE INTO change_talks (talk, version) VALUES (?, ?)"),
        receipt_(database, "INSERT INTO receipts (decided, record, crc) VALUES (?, ?, ?)") {}

  error_code insert(const Change& change) {
    const std::string record = encode(change);
    change_.bind(change.version).bind(record).bind(std::uint64_t{checksum(record)});
    if (const error_code error = change_.bind(change.by).run()) {
      return error;
    }
    for (const Step& step : change.steps) {
      if (const error_code error = talk_.bind(talk_of(step.event)).bind(change.version).run()) {
        return error;
      }
    }
    return purge(change);
  }

  error_code insert(const Receipt& receipt) {
    const std::string record = encode(receipt);
    receipt_.bind(std::int64_t{receipt.decided.time_since_epoch().count()});
    return receipt_.bind(record).bind(std::uint64_t{checksum(record)}).run();
  }

 private:
  error_code purge(const Change& change) {
    for (const Step& step : change.steps) {
      if (const auto* purged = std::get_if<Purged>(&step.event)) {
        if (const error_code error = purge_records(database_, *purged, change.version)) {
          return error;
        }
      }
    }
    return {};
  }

  SqliteDatabase& database_;
  SqliteStatement change_;
  SqliteStatement talk_;
  SqliteStatement receipt_;
};

}  // namespace

error_code insert_entries(SqliteDatabase& database, std::span<const Entry> entries) {
  Insertion insertion(database);
  for (const auto& [change, receipt] : entries) {
    if (change) {
      if (const error_code error = insertion.insert(*change)) {
        return error;
      }
    }
    if (receipt) {
      if (const error_code error = insertion.insert(*receipt)) {
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

}  // namespace

error_code put_board(SqliteDatabase& database, const BoardRecord& board) {
  const std::string record = encode(board);
  return SqliteStatement(database, "UPDATE board SET record = ?, crc = ?")
      .bind(record)
      .bind(std::uint64_t{checksum(record)})
      .run();
}

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
  return put_board(
      database,
      {.epoch = snapshot.epoch, .snapshot = snapshot.version, .talks = snapshot.talks.size()});
}

}  // namespace skillboard
