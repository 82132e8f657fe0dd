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
        change_(database,
                "INSERT INTO changes (version, record, crc, by, device) VALUES (?, ?, ?, ?, ?)"),
        // A change may have many steps about one talk.
        talk_(database, "INSERT OR IGNORE INTO change_talks (talk, version) VALUES (?, ?)"),
        receipt_(database, "INSERT INTO receipts (decided, record, crc) VALUES (?, ?, ?)"),
        sighting_(database, "INSERT OR REPLACE INTO sightings (device, seen) VALUES (?, ?)") {}

  error_code insert(const Change& change) {
    const std::string record = encode(change);
    change_.bind(change.version).bind(record).bind(std::uint64_t{checksum(record)});
    if (const error_code error = change_.bind(change.by).bind(change.device).run()) {
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

  error_code insert(const Sighting& sighting) {
    const std::int64_t seen = sighting.seen.time_since_epoch().count();
    return sighting_.bind(sighting.device).bind(seen).run();
  }

  // What there is of an entry's part.
  template <typename Part>
  error_code insert(const std::optional<Part>& part) {
    return part ? insert(*part) : error_code();
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
  SqliteStatement sighting_;
};

}  // namespace

error_code insert_entries(SqliteDatabase& database, std::span<const Entry> entries) {
  Insertion insertion(database);
  for (const auto& [change, receipt, sighting] : entries) {
    if (const error_code error = insertion.insert(change)) {
      return error;
    }
    if (const error_code error = insertion.insert(receipt)) {
      return error;
    }
    if (const error_code error = insertion.insert(sighting)) {
      return error;
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

error_code prune_sightings(SqliteDatabase& database, Instant since) {
  return SqliteStatement(database, "DELETE FROM sightings WHERE seen < ?")
      .bind(std::int64_t{since.time_since_epoch().count()})
      .run();
}

namespace {

using VersionsByPlace = std::map<Version, Version>;

boost::system::result<VersionsByPlace> read_versions(SqliteDatabase& database,
                                                     const std::string& table) {
  VersionsByPlace versions;
  SqliteStatement rows(database, "SELECT place, version FROM " + table);
  while (rows.next()) {
    versions.emplace(rows.number(0), rows.number(1));
  }
  if (rows.error()) {
    return rows.error();
  }
  return versions;
}

// Makes the table hold these, talks or names, writing only those that differ.
template <typename Pointer>
error_code replace_rows(SqliteDatabase& database, const std::string& table,
                        const std::vector<Pointer>& values) {
  auto before = read_versions(database, table);
  if (!before) {
    return before.error();
  }
  SqliteStatement put(database, "INSERT OR REPLACE INTO " + table +
                                    " (place, record, crc, version) VALUES (?, ?, ?, ?)");
  for (const Pointer& value : values) {
    const auto former = before->extract(value->place);
    if (former && former.mapped() == value->version) {
      continue;
    }
    const std::string record = encode(*value);
    put.bind(value->place).bind(record).bind(std::uint64_t{checksum(record)});
    if (const error_code error = put.bind(value->version).run()) {
      return error;
    }
  }
  SqliteStatement remove(database, "DELETE FROM " + table + " WHERE place = ?");
  for (const auto& [place, version] : *before) {
    if (const error_code error = remove.bind(place).run()) {
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
  if (const error_code error = replace_rows(database, "talks", snapshot.talks)) {
    return error;
  }
  if (const error_code error = replace_rows(database, "names", snapshot.names)) {
    return error;
  }
  return put_board(database, {.epoch = snapshot.epoch,
                              .device_key = snapshot.device_key,
                              .snapshot = snapshot.version,
                              .talks = snapshot.talks.size(),
                              .names = snapshot.names.size()});
}

}  // namespace skillboard
