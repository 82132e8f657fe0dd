#pragma once

#include <nlohmann/json.hpp>

#include <functional>
#include <optional>
#include <string>

#include "skillboard/storage/journal_refusal.hpp"
#include "skillboard/storage/sqlite.hpp"

namespace skillboard {

// Each takes the tables of one format to the next (docs/journal-format.md). The caller has the
// transaction, and says in it which format they are of then.

// From a board without a history to go back in. Who did what is nobody, since nobody noted it; what
// was there before each change follows from the changes.
std::optional<JournalFault> migrate_1_to_2(SqliteDatabase& database);

// From a board without names. All that is written is nobody's.
std::optional<JournalFault> migrate_2_to_3(SqliteDatabase& database);

// Makes a record of the next format of one of the last, both without `format`; false when it is not
// what that format has.
using ChangeRecord = std::function<bool(nlohmann::json& record)>;

// The rows of a table with records, in the order of its number.
struct RecordTable {
  const char* name;
  const char* number;
};

// Writes each record of the table anew, as one of this format.
std::optional<JournalFault> rewrite_records(SqliteDatabase& database, const RecordTable& table,
                                            int format, const ChangeRecord& change);

}  // namespace skillboard
