#pragma once

#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>

#include <filesystem>

#include "skillboard/storage/journal_copy.hpp"
#include "skillboard/storage/journal_refusal.hpp"
#include "skillboard/storage/new_file.hpp"
#include "skillboard/storage/sqlite.hpp"
#include "skillboard/talks/talk.hpp"

namespace skillboard {

// Gives the journal another epoch, so that no tag of the former one is taken for one of its own.
boost::system::error_code renew_epoch(SqliteDatabase& database);

// Puts what stands in the backup, which is left as it is, in the place where a board is kept. It
// has a new epoch, and everything else of the backup: devices stay signed in, and who tries a write
// again that the backup has gets the first answer. A board that stands there is refused, or kept
// beside it where it may be `replaced`; `now` is when.
struct Restoring {
  std::filesystem::path backup;
  std::filesystem::path board;
  Existing existing = Existing::kept;
  Instant now;
};

boost::system::result<WrittenJournal, JournalRefusal> restore(const Restoring& restoring);

}  // namespace skillboard
