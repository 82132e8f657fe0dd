#include "skillboard/storage/journal_restoring.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <system_error>
#include <utility>

#include "skillboard/storage/journal_place.hpp"
#include "skillboard/storage/journal_reading.hpp"
#include "skillboard/storage/journal_tables.hpp"
#include "skillboard/storage/journal_view.hpp"
#include "skillboard/storage/journal_writing.hpp"
#include "skillboard/storage/migration.hpp"
#include "skillboard/storage/paths.hpp"
#include "skillboard/storage/random_id.hpp"
#include "skillboard/storage/record.hpp"

namespace skillboard {

using boost::system::error_code;

error_code renew_epoch(SqliteDatabase& database) {
  auto board = read_board_record(database);
  if (!board) {
    return board.error();
  }
  board->epoch = make_random_id();
  return put_board(database, *board);
}

namespace {

// Makes of a copy of a backup what is to stand in its place.
std::optional<JournalFault> make_own(const std::filesystem::path& file) {
  auto database = SqliteDatabase::open(file, std::chrono::seconds(0));
  if (!database) {
    return JournalFault{JournalError::cannot_write, {}};
  }
  if (auto fault = migrate(*database)) {
    return fault;
  }
  if (const error_code error = renew_epoch(*database)) {
    return fault(*database, error);
  }
  return std::nullopt;
}

// Of what is written, a fault is that of the place, or else of the backup.
JournalRefusal refuse_restoring(const Restoring& restoring, const JournalFault& fault) {
  return fault.error == JournalError::cannot_write ? refuse(restoring.board, fault, Task::write)
                                                   : refuse(restoring.backup, fault, Task::read);
}

boost::system::result<BoardCounts, JournalFault> copy_and_check(SqliteDatabase& backup,
                                                                const std::filesystem::path& file) {
  if (auto fault = copy_journal(backup, file)) {
    return *std::move(fault);
  }
  if (auto fault = make_own(file)) {
    return *std::move(fault);
  }
  return check_written(file);
}

}  // namespace

boost::system::result<WrittenJournal, JournalRefusal> restore(const Restoring& restoring) {
  const auto view = JournalView::open(restoring.backup, JournalView::Formats::older_as_well);
  if (!view) {
    return view.error();
  }
  std::error_code error;
  if (std::filesystem::equivalent(restoring.backup, restoring.board, error)) {
    return refuse(restoring.board, {JournalError::already_there, "it is that file itself"},
                  Task::write);
  }
  const auto place = JournalPlace::hold(restoring.board);
  if (!place) {
    return place.error();
  }
  const bool taken = (*place)->taken();
  if (taken && restoring.existing == Existing::kept) {
    return refuse(restoring.board, {JournalError::already_there, {}}, Task::write);
  }
  const auto file = (*place)->make_file();
  if (!file) {
    return file.error();
  }
  const auto counts = copy_and_check((*view)->database(), (*file)->part());
  if (!counts) {
    return refuse_restoring(restoring, counts.error());
  }
  WrittenJournal written{(*place)->path(), *counts, size_of((*file)->part())};
  if (taken) {
    auto former = (*place)->keep_former(restoring.now);
    if (!former) {
      return former.error();
    }
    written.former = *std::move(former);
  }
  if (auto refusal = (*place)->put(**file)) {
    return *std::move(refusal);
  }
  return written;
}

}  // namespace skillboard
