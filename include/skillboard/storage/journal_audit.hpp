#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "skillboard/storage/sqlite.hpp"
#include "skillboard/talks/talk_store.hpp"

namespace skillboard {

// What a board consists of, in numbers.
struct BoardCounts {
  std::size_t talks = 0;     // that stand on the board
  std::size_t comments = 0;  // under them
  std::size_t names = 0;
  Version version = 0;  // and so many changes

  explicit BoardCounts(const TalkStore& store);
  BoardCounts() = default;
};

// All that can be wrong with a journal, each with the table, the row and what is the matter.
struct JournalAudit {
  static constexpr std::size_t most_faults = 100;

  // As the changes make the board, from the first on.
  TalkStore talks;
  std::size_t receipts = 0;
  // The first of them, and whether there are more.
  std::vector<std::string> faults;
  bool more_faults = false;

  bool sound() const { return faults.empty(); }
};

// Reads the whole journal, which is of this format: every page, every record of every table, and
// whether the snapshot is what the changes lead to. Costs what a start would that had no snapshot.
// The caller has a transaction, so that all of it is of one version.
JournalAudit audit_journal(SqliteDatabase& database);

}  // namespace skillboard
