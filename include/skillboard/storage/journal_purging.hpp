#pragma once

#include <boost/system/error_code.hpp>

#include "skillboard/storage/sqlite.hpp"
#include "skillboard/talks/change.hpp"

namespace skillboard {

// Takes what is purged out of the records of all changes before `version` and out of the snapshot.
// Costs what was ever done to the talk. A record of its history that is damaged is given up, as
// nobody could say what it says. The caller has the transaction; the log keeps the former records
// until it is emptied.
boost::system::error_code purge_records(SqliteDatabase& database, const Purged& purged,
                                        Version version);

}  // namespace skillboard
