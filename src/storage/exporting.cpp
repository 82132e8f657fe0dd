#include "skillboard/storage/exporting.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "skillboard/storage/export_lines.hpp"
#include "skillboard/storage/journal_reading.hpp"
#include "skillboard/storage/journal_tables.hpp"
#include "skillboard/storage/journal_view.hpp"
#include "skillboard/storage/paths.hpp"
#include "skillboard/storage/record.hpp"

namespace skillboard {

namespace {

using boost::system::error_code;

struct CloseStream {
  void operator()(std::FILE* stream) const { std::fclose(stream); }
};

using FileStream = std::unique_ptr<std::FILE, CloseStream>;

JournalFault why_not_exported() {
  return {JournalError::cannot_write, std::system_category().message(errno)};
}

bool write_line(std::FILE* stream, const std::string& line) {
  return std::fwrite(line.data(), 1, line.size(), stream) == line.size() &&
         std::fputc('\n', stream) != EOF;
}

std::optional<JournalFault> write_board(SqliteDatabase& database, const TalkStore& talks,
                                        std::FILE* stream) {
  const auto board = read_board_record(database);
  if (!board) {
    return fault(database, board.error());
  }
  const auto on_board = talks.talks();
  bool written = write_line(stream, export_line(ExportHeader{.program = SKILLBOARD_VERSION,
                                                             .version = talks.version(),
                                                             .talks = on_board.size(),
                                                             .device_key = board->device_key}));
  for (const TalkPointer& talk : on_board) {
    written = written && write_line(stream, export_line(*talk));
  }
  SqliteStatement rows(database, "SELECT record FROM changes ORDER BY version");
  while (written && rows.next()) {
    written = write_line(stream, export_line(*decode_change(rows.text(0))));
  }
  if (rows.error()) {
    return fault(database, rows.error());
  }
  return written && std::fflush(stream) == 0 ? std::nullopt : std::optional(why_not_exported());
}

// Reads all of it once to see that it is sound, and again to write it.
boost::system::result<BoardCounts, JournalFault> write_if_sound(SqliteDatabase& database,
                                                                std::FILE* stream) {
  SqliteTransaction transaction(database);
  if (const error_code error = transaction.begin_reading()) {
    return fault(database, error);
  }
  const JournalAudit audit = audit_journal(database);
  if (!audit.sound()) {
    return JournalFault{JournalError::damaged, audit.faults.front()};
  }
  if (auto fault = write_board(database, audit.talks, stream)) {
    return *std::move(fault);
  }
  return BoardCounts(audit.talks);
}

JournalRefusal refuse_export(const std::filesystem::path& board, const std::filesystem::path& file,
                             const JournalFault& fault) {
  return fault.error == JournalError::cannot_write ? refuse(file, fault, Task::write)
                                                   : refuse(board, fault, Task::read);
}

std::optional<JournalFault> copy_stream(std::FILE* from, std::FILE* to) {
  if (std::fseek(from, 0, SEEK_SET) != 0) {
    return why_not_exported();
  }
  std::array<char, 65536> bytes{};
  while (const std::size_t size = std::fread(bytes.data(), 1, bytes.size(), from)) {
    if (std::fwrite(bytes.data(), 1, size, to) != size) {
      return why_not_exported();
    }
  }
  return std::fflush(to) == 0 ? std::nullopt : std::optional(why_not_exported());
}

}  // namespace

boost::system::result<WrittenJournal, JournalRefusal> export_board(
    const std::filesystem::path& board, const std::filesystem::path& file, Existing existing) {
  const auto view = JournalView::open(board);
  if (!view) {
    return view.error();
  }
  const auto made = NewFile::create(file, existing);
  if (!made) {
    return made.error();
  }
  const FileStream stream(::fdopen(::dup((*made)->descriptor()), "w"));
  if (!stream) {
    return refuse(file, why_not_exported(), Task::write);
  }
  const auto counts = write_if_sound((*view)->database(), stream.get());
  if (!counts) {
    return refuse_export((*view)->path(), file, counts.error());
  }
  const auto bytes = size_of((*made)->part());
  if (auto refusal = (*made)->take_place()) {
    return *std::move(refusal);
  }
  return WrittenJournal{.file = resolved(file), .counts = *counts, .bytes = bytes};
}

boost::system::result<WrittenJournal, JournalRefusal> export_board(
    const std::filesystem::path& board, std::FILE* stream) {
  const std::filesystem::path name = "standard output";
  const FileStream kept(std::tmpfile());
  if (!kept) {
    return refuse("a temporary file", why_not_exported(), Task::write);
  }
  std::optional<BoardCounts> written;
  {
    const auto view = JournalView::open(board);
    if (!view) {
      return view.error();
    }
    const auto counts = write_if_sound((*view)->database(), kept.get());
    if (!counts) {
      return refuse_export((*view)->path(), "a temporary file", counts.error());
    }
    written = *counts;
  }
  const auto bytes = static_cast<std::uintmax_t>(std::ftell(kept.get()));
  if (const auto fault = copy_stream(kept.get(), stream)) {
    return refuse(name, *fault, Task::write);
  }
  return WrittenJournal{.file = name, .counts = *written, .bytes = bytes};
}

}  // namespace skillboard
