#pragma once

#include <boost/system/error_code.hpp>

#include <optional>

#include "skillboard/storage/journal_refusal.hpp"
#include "skillboard/storage/sqlite.hpp"

namespace skillboard {

// The tables of a journal (docs/journal-format.md): making them, and making sure of them.

// What SQLite said about the error it has just returned.
JournalFault fault(const SqliteDatabase& database, boost::system::error_code error);

// Makes the tables of a new journal in an empty file, with a new epoch and device key, in a
// transaction of its own; does nothing in one that has them.
boost::system::error_code create_tables(SqliteDatabase& database);

// Whether the file is a journal of this format.
std::optional<JournalFault> check_identity(SqliteDatabase& database);

// The same, and SQLite finds its structure sound. Costs reading
// the whole file.
std::optional<JournalFault> check_tables(SqliteDatabase& database);

// Puts the connection, and for ever the file, into the mode that makes commits durable, and proves
// with a transaction of its own that writing works.
boost::system::error_code start_log(SqliteDatabase& database);

// Commits something small: it proves that writing works, and stands in the log where a commit that
// failed may have left its pages, which then never count.
boost::system::error_code prove_writable(SqliteDatabase& database);

}  // namespace skillboard
