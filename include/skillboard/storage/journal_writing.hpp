#pragma once

#include <boost/system/error_code.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "skillboard/storage/entry.hpp"
#include "skillboard/storage/record.hpp"
#include "skillboard/storage/sqlite.hpp"
#include "skillboard/talks/held_name.hpp"
#include "skillboard/talks/talk.hpp"

namespace skillboard {

// Writing the rows of a journal's tables (docs/journal-format.md). The caller has the transaction.

// What a change purges is taken out of all other rows, too.
boost::system::error_code insert_entries(SqliteDatabase& database, std::span<const Entry> entries);

// Removes the receipts decided before `since`, and the oldest beyond the last `most`.
boost::system::error_code prune_receipts(SqliteDatabase& database, Instant since, std::size_t most);

// Forgets the devices that were seen before `since` and not again.
boost::system::error_code prune_sightings(SqliteDatabase& database, Instant since);

boost::system::error_code put_board(SqliteDatabase& database, const BoardRecord& board);

// The board at one version, as start-up would have it.
struct Snapshot {
  std::string epoch;
  std::string device_key;
  Version version = 0;
  std::vector<TalkPointer> talks;
  std::vector<HeldNamePointer> names;
};

// Puts the snapshot in the place of the one before, writing only the talks and names that differ.
boost::system::error_code replace_snapshot(SqliteDatabase& database, const Snapshot& snapshot);

}  // namespace skillboard
