#pragma once

#include <boost/system/result.hpp>

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>

#include "skillboard/storage/journal_copy.hpp"
#include "skillboard/storage/journal_refusal.hpp"
#include "skillboard/storage/line_reader.hpp"

namespace skillboard {

// Makes a journal of the empty file.
using FillJournal =
    std::function<std::optional<JournalRefusal>(const std::filesystem::path& empty_file)>;

// Puts a new board where none is kept, or one on which nothing has happened yet. It is read again
// before it stands there.
boost::system::result<WrittenJournal, JournalRefusal> put_new_board(
    const std::filesystem::path& board, const FillJournal& fill);

// What is wrong with a file that was to be imported, in this line.
JournalRefusal refuse_line(const std::filesystem::path& file, std::size_t line,
                           std::string_view reason);

// Makes a journal of the lines of an exported board (docs/export-format.md), of which the first has
// been read. The changes make the board; that the talks told before them are the same is checked.
// `source` is what the lines are of.
std::optional<JournalRefusal> import_lines(LineReader& lines, const std::filesystem::path& source,
                                           const std::filesystem::path& empty_file);

}  // namespace skillboard
