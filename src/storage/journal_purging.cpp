#include "skillboard/storage/journal_purging.hpp"

#include <boost/system/result.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "skillboard/storage/error.hpp"
#include "skillboard/storage/journal_reading.hpp"
#include "skillboard/storage/journal_writing.hpp"
#include "skillboard/storage/record.hpp"

namespace skillboard {

namespace {

using boost::system::error_code;

// The change as it has to stand from now on; nothing when it can stay.
std::optional<Change> scrubbed(Version version, std::string_view record, std::uint64_t crc,
                               const Purged& purged) {
  auto change = checksum(record) == crc ? decode_change(record)
                                        : boost::system::result<Change>(JournalError::damaged);
  if (!change) {
    return Change{.version = version, .steps = {{Purged{.talk = purged.talk}, {}, {}}}};
  }
  return scrub(*change, purged) ? std::optional(*std::move(change)) : std::nullopt;
}

error_code scrub_changes(SqliteDatabase& database, const Purged& purged, Version version) {
  SqliteStatement rows(database,
                       "SELECT changes.version, record, crc FROM change_talks AS about "
                       "JOIN changes ON changes.version = about.version "
                       "WHERE about.talk = ? AND about.version < ?");
  rows.bind(purged.talk).bind(version);
  std::vector<Change> changes;
  while (rows.next()) {
    if (auto change = scrubbed(rows.number(0), rows.text(1), rows.number(2), purged)) {
      changes.push_back(*std::move(change));
    }
  }
  if (rows.error()) {
    return rows.error();
  }
  SqliteStatement put(
      database, "UPDATE changes SET record = ?, crc = ?, by = ?, device = ? WHERE version = ?");
  for (const Change& change : changes) {
    const std::string record = encode(change);
    put.bind(record).bind(std::uint64_t{checksum(record)}).bind(change.by);
    put.bind(change.device).bind(change.version);
    if (const error_code error = put.run()) {
      return error;
    }
  }
  return {};
}

error_code remove_from_snapshot(SqliteDatabase& database, Version place) {
  auto board = read_board_record(database);
  if (!board) {
    return board.error();
  }
  if (const error_code error =
          SqliteStatement(database, "DELETE FROM talks WHERE place = ?").bind(place).run()) {
    return error;
  }
  --board->talks;
  return put_board(database, *board);
}

error_code put_talk(SqliteDatabase& database, const Talk& talk) {
  const std::string record = encode(talk);
  return SqliteStatement(database, "UPDATE talks SET record = ?, crc = ? WHERE place = ?")
      .bind(record)
      .bind(std::uint64_t{checksum(record)})
      .bind(talk.place)
      .run();
}

error_code scrub_snapshot(SqliteDatabase& database, const Purged& purged) {
  // The first change of a talk is its place.
  SqliteStatement row(database,
                      "SELECT place, record FROM talks WHERE place = "
                      "(SELECT min(version) FROM change_talks WHERE talk = ?)");
  row.bind(purged.talk);
  if (!row.next()) {
    return row.error();
  }
  if (purged.comment.empty() && purged.part == Purged::Part::everything) {
    return remove_from_snapshot(database, row.number(0));
  }
  auto talk = decode_talk(row.text(1));
  if (!talk) {
    return talk.error();
  }
  return scrub(*talk, purged) ? put_talk(database, *talk) : error_code();
}

}  // namespace

error_code purge_records(SqliteDatabase& database, const Purged& purged, Version version) {
  if (const error_code error = scrub_changes(database, purged, version)) {
    return error;
  }
  return scrub_snapshot(database, purged);
}

}  // namespace skillboard
