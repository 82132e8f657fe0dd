#pragma once

#include <boost/system/result.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "skillboard/board/board.hpp"
#include "skillboard/talks/change.hpp"

namespace skillboard {

// What the file has whose making is an exercise of *Eloquent JavaScript* (chapter 21, "Disk
// persistence"): the talks of the book's server, as one JSON object of talks by title,
// `{"TITLE": {"title", "presenter", "summary", "comments": [{"author", "message"}]}}`.
//
// Returns the changes that put them on an empty board, one for each talk and comment, in the order
// of the file, by nobody: no name is claimed, and everybody may edit them. Each is decided by the
// rules of the board, as if somebody had sent it. Or a sentence that says which is refused, and
// why.
boost::system::result<std::vector<Change>, std::string> decide_book_talks(
    std::string_view file, const BoardOptions& options, const Board::Clock& now);

}  // namespace skillboard
