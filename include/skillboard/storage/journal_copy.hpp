#pragma once

#include <boost/system/result.hpp>

#include <cstdint>
#include <filesystem>

#include "skillboard/storage/journal_audit.hpp"
#include "skillboard/storage/journal_refusal.hpp"
#include "skillboard/storage/new_file.hpp"
#include "skillboard/storage/sqlite.hpp"

namespace skillboard {

// A journal that was written elsewhere.
struct WrittenJournal {
  std::filesystem::path file;
  BoardCounts counts;
  std::uintmax_t bytes = 0;
  // Where the one is that stood there before, if it was kept.
  std::filesystem::path former{};
};

// Writes the journal that is open there into the file, which is empty, as it is at one moment, and
// without what is left in its pages of what was deleted. Whoever writes to it is not held up.
std::optional<JournalFault> copy_journal(SqliteDatabase& source, const std::filesystem::path& file);

// Reads all of a file that was just written, and says what is wrong if anything is.
boost::system::result<BoardCounts, JournalFault> check_written(const std::filesystem::path& file);

// Writes a backup of the board, be it served or not: an ordinary journal. It has been read again
// when it gets its name.
boost::system::result<WrittenJournal, JournalRefusal> back_up(const std::filesystem::path& board,
                                                              const std::filesystem::path& backup,
                                                              Existing existing);

}  // namespace skillboard
