#pragma once

#include <boost/system/result.hpp>

#include <cstdio>
#include <filesystem>

#include "skillboard/storage/journal_copy.hpp"
#include "skillboard/storage/journal_refusal.hpp"
#include "skillboard/storage/new_file.hpp"

namespace skillboard {

// Writes a board, be it served or not, as lines for people and for other servers
// (docs/export-format.md): those of one moment, after the whole journal was read and found sound.

boost::system::result<WrittenJournal, JournalRefusal> export_board(
    const std::filesystem::path& board, const std::filesystem::path& file, Existing existing);

// The same to a stream that may be slow, or not take it: nothing of the board waits for it.
boost::system::result<WrittenJournal, JournalRefusal> export_board(
    const std::filesystem::path& board, std::FILE* stream);

}  // namespace skillboard
