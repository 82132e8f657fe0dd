#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "skillboard/storage/journal_refusal.hpp"
#include "skillboard/storage/sqlite.hpp"

namespace skillboard {

// Brings a journal of an older format to today's, in one transaction: whatever happens meanwhile,
// it is of the one or the other. One with anything wrong in it is left as it is. Does nothing with
// one of today's; any other is a fault.
std::optional<JournalFault> migrate(SqliteDatabase& database);

// The same of a journal that is in use: before, a copy of it with all that its log has is kept
// beside the file, under its name and `.format-N`, or `.format-N.2` and so on where that is
// another's. It is never overwritten. Without a copy nothing is migrated.
std::optional<JournalFault> migrate_keeping_copy(SqliteDatabase& database,
                                                 const std::filesystem::path& file);

}  // namespace skillboard
