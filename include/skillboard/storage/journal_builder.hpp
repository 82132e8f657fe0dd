#pragma once

#include <boost/system/result.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "skillboard/storage/entry.hpp"
#include "skillboard/storage/journal_refusal.hpp"
#include "skillboard/storage/sqlite.hpp"
#include "skillboard/talks/talk_store.hpp"

namespace skillboard {

// A journal that is put together change by change, in one transaction, where no server sees it. It
// has a new epoch. After a fault it is of no use.
class JournalBuilder {
 public:
  // In a file that is empty. The key is what the tokens of devices are hashed with.
  static boost::system::result<std::unique_ptr<JournalBuilder>, JournalFault> begin(
      const std::filesystem::path& file, std::string device_key);

  // The change follows the last one.
  std::optional<JournalFault> add(Change change);

  // The board of the changes so far.
  const TalkStore& talks() const { return talks_; }

  // Writes what is left to be written, with a snapshot of the board.
  std::optional<JournalFault> finish();

 private:
  explicit JournalBuilder(SqliteDatabase database)
      : database_(std::move(database)), transaction_(database_) {}

  boost::system::error_code prepare(std::string device_key);
  boost::system::error_code insert_batch();
  boost::system::error_code insert_snapshot();

  SqliteDatabase database_;
  SqliteTransaction transaction_;
  std::string device_key_;
  TalkStore talks_;
  std::vector<Entry> batch_;
};

}  // namespace skillboard
