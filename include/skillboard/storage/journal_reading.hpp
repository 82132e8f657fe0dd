#pragma once

#include <boost/system/result.hpp>

#include <string>
#include <vector>

#include "skillboard/storage/journal.hpp"
#include "skillboard/storage/journal_refusal.hpp"
#include "skillboard/storage/record.hpp"
#include "skillboard/storage/sqlite.hpp"

namespace skillboard {

// What the tables of a journal hold (docs/journal-format.md).
struct JournalContents {
  Recovered recovered;
  // The version of the snapshot that it was read from.
  Version snapshot = 0;
};

// Reads all that a board needs. Every record is checked, and the changes continue the snapshot
// without a gap. Receipts that were decided before `receipts_since` are left out.
boost::system::result<JournalContents, JournalFault> read_contents(SqliteDatabase& database,
                                                                   Instant receipts_since);

// The query for a part of the history, with the parameters after, before, by, talk, device
// and most.
std::string history_sql(const HistoryQuery& query);

// Reads the part of the history, at a cost that depends on nothing else.
boost::system::result<std::vector<Change>, JournalFault> read_history(SqliteDatabase& database,
                                                                      const HistoryQuery& query);

// What the journal says of its board as a whole, as it stands in its row.
boost::system::result<BoardRecord> read_board_record(SqliteDatabase& database);

// The number of the last change, 0 for none.
boost::system::result<Version> read_version(SqliteDatabase& database);

}  // namespace skillboard
