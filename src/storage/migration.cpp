#include "skillboard/storage/migration.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "skillboard/storage/data_file_header.hpp"
#include "skillboard/storage/journal_audit.hpp"
#include "skillboard/storage/journal_copy.hpp"
#include "skillboard/storage/journal_tables.hpp"
#include "skillboard/storage/migration_steps.hpp"
#include "skillboard/storage/new_file.hpp"
#include "skillboard/storage/paths.hpp"

namespace skillboard {

namespace {

using boost::system::error_code;

using MigrationStep = std::optional<JournalFault> (*)(SqliteDatabase&);

// The first one leads from format 1.
constexpr std::array<MigrationStep, journal_format - 1> migration_steps{migrate_1_to_2,
                                                                        migrate_2_to_3};

// Where the migration begins, as an index of the steps; beyond them where there is none to do.
boost::system::result<std::size_t, JournalFault> first_step(SqliteDatabase& database) {
  const auto identity = check_identity(database);
  const auto format = database.integer("PRAGMA user_version");
  if (!format) {
    return fault(database, format.error());
  }
  const bool older = identity && identity->error == JournalError::older_format && *format > 0;
  if (identity && !older) {
    return *identity;
  }
  return static_cast<std::size_t>(*format - 1);
}

std::optional<JournalFault> do_steps(SqliteDatabase& database, std::size_t first) {
  SqliteTransaction transaction(database);
  if (const error_code error = transaction.begin()) {
    return fault(database, error);
  }
  for (std::size_t i = first; i < migration_steps.size(); ++i) {
    if (auto fault = migration_steps.at(i)(database)) {
      return fault;
    }
  }
  const std::string sql = "PRAGMA user_version = " + std::to_string(journal_format);
  if (const error_code error = database.execute(sql)) {
    return fault(database, error);
  }
  // What is damaged stays with the version that wrote it, which may still read a part of it.
  if (const JournalAudit audit = audit_journal(database); !audit.sound()) {
    return JournalFault{JournalError::damaged, audit.faults.front()};
  }
  const error_code error = transaction.commit();
  return error ? std::optional(fault(database, error)) : std::nullopt;
}

// What differs between two states of a journal of that format, if anything does.
constexpr auto state_query =
    "SELECT record || ' ' || (SELECT coalesce(max(version), 0) FROM changes) FROM board";

// Whether the file is a copy of the journal as it is: of an earlier start that did not come to an
// end.
bool is_copy(SqliteDatabase& database, const std::filesystem::path& file) {
  using Reading = SqliteDatabase::Reading;
  auto copy = SqliteDatabase::open_to_read(file, Reading::unchanging, std::chrono::seconds(0));
  if (!copy) {
    return false;
  }
  const auto ours = database.text(state_query);
  const auto theirs = copy->text(state_query);
  const auto format = copy->integer("PRAGMA user_version");
  const auto our_format = database.integer("PRAGMA user_version");
  return ours && theirs && *ours == *theirs && format && our_format && *format == *our_format;
}

JournalFault no_copy(const std::filesystem::path& copy, const std::string& why) {
  return {JournalError::cannot_write,
          "a copy of it that is to be kept, " + copy.string() + ", could not be written: " + why};
}

std::optional<JournalFault> keep_copy(SqliteDatabase& database, const std::filesystem::path& file,
                                      const std::string& format) {
  auto name = beside(file, ".format-" + format);
  for (int number = 2; std::filesystem::exists(name); ++number) {
    if (is_copy(database, name)) {
      return std::nullopt;
    }
    name = beside(file, ".format-" + format + "." + std::to_string(number));
  }
  const auto copy = NewFile::create(name, Existing::kept);
  if (!copy) {
    return no_copy(name, copy.error().error.message());
  }
  if (const auto fault = copy_journal(database, (*copy)->part())) {
    return no_copy(name, fault->detail);
  }
  const auto refusal = (*copy)->take_place();
  return refusal ? std::optional(no_copy(name, refusal->error.message())) : std::nullopt;
}

}  // namespace

std::optional<JournalFault> migrate(SqliteDatabase& database) {
  const auto first = first_step(database);
  if (!first) {
    return first.error();
  }
  return *first < migration_steps.size() ? do_steps(database, *first) : std::nullopt;
}

std::optional<JournalFault> migrate_keeping_copy(SqliteDatabase& database,
                                                 const std::filesystem::path& file) {
  const auto first = first_step(database);
  if (!first) {
    return first.error();
  }
  if (*first >= migration_steps.size()) {
    return std::nullopt;
  }
  if (auto fault = keep_copy(database, file, std::to_string(*first + 1))) {
    return fault;
  }
  return do_steps(database, *first);
}

}  // namespace skillboard
