#include "skillboard/storage/journal_database.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "skillboard/storage/journal_tables.hpp"
#include "skillboard/storage/migration.hpp"

namespace skillboard {

namespace {

using boost::system::error_code;

// Pruning looks at every receipt, so it is not done with every append.
constexpr std::size_t receipts_between_prunings = 500;

// Whether the changes are numbered from the one after `version` without a gap.
bool continues(Version version, std::span<const Entry> entries) {
  for (const Entry& entry : entries) {
    if (entry.change && entry.change->version != ++version) {
      return false;
    }
  }
  return true;
}

std::size_t count_receipts(std::span<const Entry> entries) {
  std::size_t count = 0;
  for (const Entry& entry : entries) {
    count += entry.receipt ? 1 : 0;
  }
  return count;
}

}  // namespace

boost::system::result<std::unique_ptr<JournalDatabase>, JournalRefusal> JournalDatabase::lock(
    SqliteJournalOptions options) {
  auto file = DataFile::lock(options.file);
  if (!file) {
    return file.error();
  }
  return std::unique_ptr<JournalDatabase>(
      new JournalDatabase(std::move(options), *std::move(file)));
}

boost::system::result<JournalContents, JournalRefusal> JournalDatabase::recover() {
  failed_ = true;
  if (const error_code error = close_after_failure()) {
    return refuse(file_->path(), fault(*database_, error));
  }
  auto contents = open();
  if (!contents) {
    database_.reset();
    return refuse(file_->path(), contents.error());
  }
  failed_ = false;
  return *std::move(contents);
}

error_code JournalDatabase::append(Version expected, std::span<const Entry> entries) {
  if (failed_) {
    return JournalError::not_recovered;
  }
  failed_ = true;
  const error_code error = try_append(expected, entries);
  // The entries are durable whatever becomes of the log.
  failed_ = error || erase_what_is_left();
  return error;
}

boost::system::result<std::vector<Change>> JournalDatabase::read(const HistoryQuery& query) {
  if (failed_) {
    return JournalError::not_recovered;
  }
  auto changes = read_history(*database_, query);
  if (!changes) {
    return changes.error().error;
  }
  return *std::move(changes);
}

error_code JournalDatabase::write_snapshot(const Snapshot& snapshot) {
  if (failed_) {
    return JournalError::not_recovered;
  }
  failed_ = true;
  const error_code error = try_write_snapshot(snapshot);
  failed_ = error.failed();
  return error;
}

// A commit whose sync failed may stand complete in the log. SQLite's index of the log, which lives
// with this connection, does not count it; but whoever opens the file anew reads the log, and
// would. So the connection is kept until another commit went through, in the same place of the log.
error_code JournalDatabase::close_after_failure() {
  if (!database_) {
    return {};
  }
  if (const error_code error = prove_writable(*database_)) {
    return error;
  }
  database_.reset();
  return {};
}

boost::system::result<JournalContents, JournalFault> JournalDatabase::open() {
  auto opened = SqliteDatabase::open(file_->path(), options_.busy_wait);
  if (!opened) {
    return JournalFault{JournalError::cannot_open, {}};
  }
  database_ = std::make_unique<SqliteDatabase>(*std::move(opened));
  // Until it is known to be sound, nothing that stands in its log is written into it.
  database_->checkpoint_on_close(false);
  // The tables and the switch to the log are made with a rollback journal. FULL does not sync the
  // folder after removing it, and one that came back with the power would undo what followed.
  if (const error_code error = database_->execute("PRAGMA synchronous = EXTRA")) {
    return fault(*database_, error);
  }
  if (const error_code error = create_tables(*database_)) {
    return fault(*database_, error);
  }
  if (auto fault = migrate_keeping_copy(*database_, file_->path())) {
    return *std::move(fault);
  }
  if (auto fault = check_tables(*database_)) {
    return *std::move(fault);
  }
  auto contents = read_contents(*database_, options_.now() - options_.receipts_kept);
  if (!contents) {
    return contents;
  }
  if (const error_code error = start_log(*database_)) {
    return fault(*database_, error);
  }
  if (const error_code error = prove_writable(*database_)) {
    return fault(*database_, error);
  }
  database_->checkpoint_on_close(true);
  // The process may have ended between a purge and the end of it.
  const auto residues = database_->integer("SELECT residues FROM board");
  file_to_rewrite_ = !residues || *residues != 0;
  log_to_empty_ = true;
  if (const error_code error = erase_what_is_left()) {
    return fault(*database_, error);
  }
  return contents;
}

error_code JournalDatabase::try_append(Version expected, std::span<const Entry> entries) {
  SqliteTransaction transaction(*database_);
  if (const error_code error = transaction.begin()) {
    return error;
  }
  const auto version = read_version(*database_);
  if (!version) {
    return version.error();
  }
  if (*version != expected || !continues(expected, entries)) {
    return JournalError::conflict;
  }
  if (const error_code error = insert_entries(*database_, entries)) {
    return error;
  }
  receipts_until_pruning_ -= std::min(receipts_until_pruning_, count_receipts(entries));
  if (receipts_until_pruning_ == 0) {
    receipts_until_pruning_ = receipts_between_prunings;
    const Instant now = options_.now();
    if (const error_code error =
            prune_receipts(*database_, now - options_.receipts_kept, options_.most_receipts)) {
      return error;
    }
    if (const error_code error = prune_sightings(*database_, now - options_.sightings_kept)) {
      return error;
    }
  }
  if (purges(entries)) {
    if (const error_code error = database_->execute("UPDATE board SET residues = 1")) {
      return error;
    }
    file_to_rewrite_ = log_to_empty_ = true;
  }
  return transaction.commit();
}

error_code JournalDatabase::erase_what_is_left() {
  if (const error_code error = rewrite_file()) {
    return error;
  }
  return empty_log();
}

error_code JournalDatabase::rewrite_file() {
  constexpr std::chrono::minutes pause{1};
  if (!file_to_rewrite_ || options_.now() < rewrite_from_) {
    return {};
  }
  const auto rewritten = database_->rewrite();
  if (!rewritten) {
    return rewritten.error();
  }
  if (*rewritten == SqliteDatabase::Rewritten::not_now) {
    rewrite_from_ = options_.now() + pause;
    return {};
  }
  file_to_rewrite_ = false;
  log_to_empty_ = true;
  return database_->execute("UPDATE board SET residues = 0");
}

error_code JournalDatabase::empty_log() {
  if (!log_to_empty_) {
    return {};
  }
  const auto emptied = database_->empty_log();
  if (!emptied) {
    return emptied.error();
  }
  log_to_empty_ = *emptied == SqliteDatabase::Log::in_use;
  return {};
}

JournalDatabase::Tidied JournalDatabase::tidy() {
  if (!failed_) {
    failed_ = erase_what_is_left().failed();
  }
  return !failed_ && (file_to_rewrite_ || log_to_empty_) ? Tidied::not_yet : Tidied::yes;
}

error_code JournalDatabase::try_write_snapshot(const Snapshot& snapshot) {
  SqliteTransaction transaction(*database_);
  if (const error_code error = transaction.begin()) {
    return error;
  }
  if (const error_code error = replace_snapshot(*database_, snapshot)) {
    return error;
  }
  return transaction.commit();
}

}  // namespace skillboard
