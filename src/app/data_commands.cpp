#include "skillboard/app/data_commands.hpp"

#include <boost/system/result.hpp>

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <istream>
#include <optional>
#include <string>
#include <utility>

#include "skillboard/app/book_talks.hpp"
#include "skillboard/names/device_token.hpp"
#include "skillboard/storage/clock.hpp"
#include "skillboard/storage/export_lines.hpp"
#include "skillboard/storage/exporting.hpp"
#include "skillboard/storage/importing.hpp"
#include "skillboard/storage/journal_audit.hpp"
#include "skillboard/storage/journal_builder.hpp"
#include "skillboard/storage/journal_copy.hpp"
#include "skillboard/storage/journal_restoring.hpp"
#include "skillboard/storage/journal_view.hpp"
#include "skillboard/storage/line_reader.hpp"
#include "skillboard/storage/paths.hpp"

namespace skillboard {

namespace {

constexpr int succeeded = 0;
constexpr int refused = 1;

int complain(const std::string& sentence) {
  std::fprintf(stderr, "skillboard: %s\n", sentence.c_str());
  return refused;
}

int report(const std::string& sentence) {
  std::printf("%s\n", sentence.c_str());
  return succeeded;
}

// "1 talk", "2 talks".
std::string number_of(std::uint64_t count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

std::string describe(const BoardCounts& counts) {
  return number_of(counts.talks, "talk") + ", " + number_of(counts.comments, "comment") + ", " +
         number_of(counts.names, "name") + ", " + number_of(counts.version, "change") +
         " (version " + std::to_string(counts.version) + ")";
}

std::string describe(const WrittenJournal& written) {
  return describe(written.counts) + ", " + number_of(written.bytes, "byte") + ", in " +
         written.file.string();
}

Existing existing(bool replace) {
  return replace ? Existing::replaced : Existing::kept;
}

}  // namespace

int run(const BackUp& command, const std::filesystem::path& data) {
  const auto written = back_up(data, command.file, existing(command.replace));
  return written ? report("Backed up: " + describe(*written) + ".")
                 : complain(written.error().sentence);
}

int run(const Restore& command, const std::filesystem::path& data) {
  const auto written = restore({command.file, data, existing(command.replace), system_now()});
  if (!written) {
    return complain(written.error().sentence);
  }
  const std::string former =
      written->former.empty() ? ""
                              : " What was there before is now " + written->former.string() + ".";
  return report("Restored: " + describe(*written) + "." + former);
}

int run(const Verify& command, const std::filesystem::path& data) {
  const auto view = JournalView::open(command.file.empty() ? data : command.file);
  if (!view) {
    return complain(view.error().sentence);
  }
  const std::string file = (*view)->path().string();
  SqliteTransaction transaction((*view)->database());
  if (transaction.begin_reading()) {
    return complain(file + " cannot be read (" + (*view)->database().message() + ").");
  }
  const JournalAudit audit = audit_journal((*view)->database());
  for (const std::string& fault : audit.faults) {
    complain(std::string(file).append(": ").append(fault).append("."));
  }
  if (audit.more_faults) {
    complain(file + ": there is more that is wrong.");
  }
  if (!audit.sound()) {
    return complain(file + " is not sound. \"skillboard restore\" puts a backup in its place.");
  }
  return report(file + " is sound: " + describe(BoardCounts(audit.talks)) + ", " +
                number_of(audit.receipts, "receipt") + ", " +
                number_of(size_of((*view)->path()), "byte") + ".");
}

int run(const Export& command, const std::filesystem::path& data) {
  const bool to_stream = command.file == "-";
  const auto written = to_stream ? export_board(data, stdout)
                                 : export_board(data, command.file, existing(command.replace));
  if (!written) {
    return complain(written.error().sentence);
  }
  // What stands on standard output may be the export.
  std::fprintf(stderr, "Exported: %s.\n", describe(*written).c_str());
  return succeeded;
}

namespace {

std::optional<JournalRefusal> import_book(const std::string& text,
                                          const std::filesystem::path& source,
                                          const std::filesystem::path& empty_file,
                                          const BoardOptions& board) {
  auto changes = decide_book_talks(text, board, system_now);
  if (!changes) {
    return JournalRefusal{JournalError::foreign,
                          source.string() + ": " + changes.error() + ". Nothing was imported."};
  }
  const auto builder = JournalBuilder::begin(empty_file, make_device_key());
  auto fault = builder ? std::nullopt : std::optional(builder.error());
  for (Change& change : *changes) {
    if (!fault) {
      fault = (*builder)->add(std::move(change));
    }
  }
  if (!fault) {
    fault = (*builder)->finish();
  }
  return fault ? std::optional(refuse(empty_file, *fault, Task::write)) : std::nullopt;
}

// Goes on after the first line of the file, which tells what it is.
std::optional<JournalRefusal> import_file(std::istream& file, const std::filesystem::path& source,
                                          const std::filesystem::path& empty_file,
                                          const BoardOptions& board) {
  LineReader lines(file, longest_export_line);
  if (!lines.next()) {
    return refuse_line(source, 1, "it is empty, or too long");
  }
  if (is_export(lines.line())) {
    return import_lines(lines, source, empty_file);
  }
  std::string text = lines.line();
  while (lines.next() && text.size() < longest_export_line) {
    text += "\n" + lines.line();
  }
  return import_book(text, source, empty_file, board);
}

}  // namespace

int run(const Import& command, const std::filesystem::path& data, const BoardOptions& board) {
  std::ifstream file(command.file, std::ios::binary);
  if (!file) {
    return complain(refuse(command.file, {JournalError::cannot_open, {}}, Task::read).sentence);
  }
  const auto written = put_new_board(data, [&](const std::filesystem::path& empty_file) {
    return import_file(file, command.file, empty_file, board);
  });
  return written ? report("Imported: " + describe(*written) + ".")
                 : complain(written.error().sentence);
}

}  // namespace skillboard
