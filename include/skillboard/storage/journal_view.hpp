#pragma once

#include <boost/system/result.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "skillboard/storage/journal_refusal.hpp"
#include "skillboard/storage/sqlite.hpp"

namespace skillboard {

// A journal that is looked at and not changed: of a board that is served, of one that is not, or a
// backup. Nothing is made beside it, either.
//
// A board that is served goes on as before, and is seen as it is when a transaction begins. One
// that is not cannot be served meanwhile: a server that starts is told that it is in use.
class JournalView {
 public:
  // Which formats of the tables are taken.
  enum class Formats { current, older_as_well };

  static boost::system::result<std::unique_ptr<JournalView>, JournalRefusal> open(
      const std::filesystem::path& file, Formats formats = Formats::current);

  ~JournalView();
  JournalView(const JournalView&) = delete;
  JournalView& operator=(const JournalView&) = delete;

  SqliteDatabase& database() { return *database_; }

  // With symbolic links resolved.
  const std::filesystem::path& path() const { return path_; }

 private:
  explicit JournalView(std::filesystem::path path) : path_(std::move(path)) {}

  std::optional<JournalFault> open_file();
  std::optional<JournalFault> open_database();
  SqliteDatabase::Reading reading() const;

  std::filesystem::path path_;
  // Closed after the connection: closing any descriptor drops the locks that SQLite has.
  int descriptor_ = -1;
  bool served_ = false;
  std::unique_ptr<SqliteDatabase> database_;
};

}  // namespace skillboard
