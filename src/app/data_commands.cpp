#include "skillboard/app/data_commands.hpp"

#include <boost/system/result.hpp>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>

#include "skillboard/storage/journal_audit.hpp"
#include "skillboard/storage/journal_copy.hpp"
#include "skillboard/storage/journal_restoring.hpp"
#include "skillboard/storage/journal_view.hpp"
#include "skillboard/storage/paths.hpp"

namespace skillboard {

namespace {

constexpr int done = 0;
constexpr int refused = 1;

int complain(const std::string& sentence) {
  std::fprintf(stderr, "skillboard: %s\n", sentence.c_str());
  return refused;
}

int report(const std::string& sentence) {
  std::printf("%s\n", sentence.c_str());
  return done;
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

Instant this_moment() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace

int run(const BackUp& command, const std::filesystem::path& data) {
  const auto written = back_up(data, command.file, existing(command.replace));
  return written ? report("Backed up: " + describe(*written) + ".")
                 : complain(written.error().sentence);
}

int run(const Restore& command, const std::filesystem::path& data) {
  const auto written = restore({command.file, data, existing(command.replace), this_moment()});
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
    complain(file + ": " + fault + ".");
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

}  // namespace skillboard
