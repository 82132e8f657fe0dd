#include "skillboard/storage/migration_steps.hpp"

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "skillboard/storage/journal_tables.hpp"
#include "skillboard/storage/record.hpp"

namespace skillboard {

namespace {

using boost::system::error_code;
using nlohmann::json;

struct NumberedRecord {
  std::int64_t number;
  std::string record;
};

JournalFault damaged_row(const RecordTable& table, std::int64_t number) {
  return {JournalError::damaged, std::string(table.name) + ", row " + std::to_string(number)};
}

// The record as it is to be, or nothing when it is damaged.
std::optional<std::string> rewritten(std::string_view record, std::uint64_t crc, int format,
                                     const ChangeRecord& change) {
  json members = checksum(record) == crc ? json::parse(record, nullptr, false) : json();
  const bool known = members.is_object() && members.value("format", json()) == format - 1;
  if (!known || !change(members)) {
    return std::nullopt;
  }
  members["format"] = format;
  return members.dump();
}

}  // namespace

std::optional<JournalFault> rewrite_records(SqliteDatabase& database, const RecordTable& table,
                                            int format, const ChangeRecord& change) {
  // Some at a time: a row is not to be changed while the table is walked through.
  constexpr std::size_t at_a_time = 500;
  const std::string name = table.name;
  const std::string number = table.number;
  const std::string select = "SELECT " + number + ", record, crc FROM " + name + " WHERE " +
                             number + " > ? ORDER BY " + number + " LIMIT ?";
  SqliteStatement put(database,
                      "UPDATE " + name + " SET record = ?, crc = ? WHERE " + number + " = ?");
  std::vector<NumberedRecord> records;
  std::int64_t last = 0;
  do {
    records.clear();
    SqliteStatement row(database, select);
    for (row.bind(last).bind(std::uint64_t{at_a_time}); row.next(); last = row.integer(0)) {
      auto record = rewritten(row.text(1), row.number(2), format, change);
      if (!record) {
        return damaged_row(table, row.integer(0));
      }
      records.push_back({row.integer(0), *std::move(record)});
    }
    if (row.error()) {
      return fault(database, row.error());
    }
    for (const auto& [each, record] : records) {
      put.bind(record).bind(std::uint64_t{checksum(record)}).bind(each);
      if (const error_code error = put.run()) {
        return fault(database, error);
      }
    }
  } while (!records.empty());
  return std::nullopt;
}

}  // namespace skillboard
