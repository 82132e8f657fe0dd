#pragma once

#include <filesystem>

#include "skillboard/board/board.hpp"

namespace skillboard {

// What the operator of a board does with its data, which stands in the file `data`. Each says in
// one line what it did, and returns 0; or in sentences on standard error what is wrong and what to
// do, and returns 1.

// Writes a backup, also while the board is served.
struct BackUp {
  std::filesystem::path file;
  bool replace = false;
};

int run(const BackUp& command, const std::filesystem::path& data);

// Puts a backup in the place of the board.
struct Restore {
  std::filesystem::path file;
  bool replace = false;
};

int run(const Restore& command, const std::filesystem::path& data);

// Reads all of a journal and says what is wrong, and where; also while the board is served.
struct Verify {
  std::filesystem::path file{};  // empty for `data`
};

int run(const Verify& command, const std::filesystem::path& data);

// Writes all of a board for people and other servers, also while it is served.
struct Export {
  std::filesystem::path file = "-";  // "-" for standard output
  bool replace = false;
};

int run(const Export& command, const std::filesystem::path& data);

// Makes a board of what another server exported, or of the talks of the server of *Eloquent
// JavaScript*, which have to be such as `board` allows.
struct Import {
  std::filesystem::path file;
};

int run(const Import& command, const std::filesystem::path& data, const BoardOptions& board);

}  // namespace skillboard
