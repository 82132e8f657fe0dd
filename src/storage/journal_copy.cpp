#include "skillboard/storage/journal_copy.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "skillboard/storage/journal_tables.hpp"
#include "skillboard/storage/journal_view.hpp"
#include "skillboard/storage/paths.hpp"

namespace skillboard {

using boost::system::error_code;

std::optional<JournalFault> copy_journal(SqliteDatabase& source,
                                         const std::filesystem::path& file) {
  const std::string name = file.string();
  if (const error_code error = SqliteStatement(source, "VACUUM INTO ?").bind(name).run()) {
    return fault(source, error);
  }
  return std::nullopt;
}

boost::system::result<BoardCounts, JournalFault> check_written(const std::filesystem::path& file) {
  using Reading = SqliteDatabase::Reading;
  auto database = SqliteDatabase::open_to_read(file, Reading::unchanging, std::chrono::seconds(0));
  if (!database) {
    return JournalFault{JournalError::cannot_open, {}};
  }
  if (auto fault = check_identity(*database)) {
    return *std::move(fault);
  }
  const JournalAudit audit = audit_journal(*database);
  if (!audit.sound()) {
    return JournalFault{JournalError::damaged, audit.faults.front()};
  }
  return BoardCounts(audit.talks);
}

boost::system::result<WrittenJournal, JournalRefusal> back_up(const std::filesystem::path& board,
                                                              const std::filesystem::path& backup,
                                                              Existing existing) {
  const auto view = JournalView::open(board);
  if (!view) {
    return view.error();
  }
  const auto file = NewFile::create(backup, existing);
  if (!file) {
    return file.error();
  }
  if (const auto fault = copy_journal((*view)->database(), (*file)->part())) {
    const bool unwritten = fault->error == JournalError::cannot_write;
    return unwritten ? refuse(backup, *fault, Task::write)
                     : refuse((*view)->path(), *fault, Task::read);
  }
  const auto counts = check_written((*file)->part());
  if (!counts) {
    return refuse((*view)->path(), counts.error(), Task::read);
  }
  const auto bytes = size_of((*file)->part());
  if (auto refusal = (*file)->take_place()) {
    return *std::move(refusal);
  }
  return WrittenJournal{.file = resolved(backup), .counts = *counts, .bytes = bytes};
}

}  // namespace skillboard
