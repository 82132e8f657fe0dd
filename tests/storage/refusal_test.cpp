// A file that is not a sound journal of this format is refused with a sentence, and left as it is.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "storage/journal_fixture.hpp"

namespace skillboard {
namespace {

using boost::system::error_code;
using testing::HasSubstr;
using testing::StartsWith;

class RefusalTest : public JournalFixture {
 protected:
  // Everything in the folder, by name. Neither SQLite's index of the log nor an empty log is
  // content.
  std::map<std::string, std::string> files() {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
      std::ifstream stream(entry.path(), std::ios::binary);
      if (entry.is_regular_file() && entry.file_size() > 0 &&
          entry.path().extension() != ".db-shm") {
        files[entry.path().filename()] = {std::istreambuf_iterator<char>(stream), {}};
      }
    }
    return files;
  }

  void write(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
  }

  // Makes a journal of a few changes and stops.
  void make_journal() {
    start();
    ASSERT_EQ(append_history(5), error_code());
    ASSERT_EQ(append({receipt("key", now)}), error_code());
    stop();
  }

  void expect_refused(JournalError error, const std::string& words) {
    const auto before = files();
    EXPECT_EQ(refused_with(), error);
    const std::string sentence = refused();
    EXPECT_THAT(sentence, StartsWith(file().string() + " "));
    EXPECT_THAT(sentence, HasSubstr(words));
    EXPECT_TRUE(files() == before) << "a file was changed";
  }
};

TEST_F(RefusalTest, AFileThatIsNoDatabaseIsForeign) {
  write(file(), "Dear diary, " + std::string(5'000, '.'));
  expect_refused(JournalError::foreign, "is not a Skillboard journal. Choose another file");
}

TEST_F(RefusalTest, AFileShorterThanAHeaderIsForeign) {
  write(file(), "SQLite format 3");
  expect_refused(JournalError::foreign, "is not a Skillboard journal");
}

TEST_F(RefusalTest, AnotherProgramsDatabaseIsForeignAndNotEvenItsLogIsTouched) {
  sqlite3* other = nullptr;
  sqlite3_open(file().c_str(), &other);
  sqlite3_exec(other, "PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (1)",
               nullptr, nullptr, nullptr);
  ASSERT_GT(files().at("board.db-wal").size(), 0U);

  expect_refused(JournalError::foreign, "is not a Skillboard journal");
  sqlite3_close(other);
}

TEST_F(RefusalTest, AFileOfZerosIsForeign) {
  write(file(), std::string(8'192, '\0'));
  expect_refused(JournalError::foreign, "is not a Skillboard journal");
}

TEST_F(RefusalTest, ANewerFormatIsRefused) {
  make_journal();
  query("PRAGMA user_version = 4");
  expect_refused(JournalError::newer_format, "newer version of Skillboard. Start that version");
}

TEST_F(RefusalTest, AFormatOlderThanTheFirstIsRefused) {
  make_journal();
  query("PRAGMA user_version = 0");
  expect_refused(JournalError::older_format, "older version of Skillboard. Start that version");
}

TEST_F(RefusalTest, ANewerFormatThatStandsOnlyInTheLogIsRefused) {
  make_journal();
  sqlite3* other = nullptr;
  sqlite3_open(file().c_str(), &other);
  sqlite3_db_config(other, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  sqlite3_exec(other, "PRAGMA user_version = 4", nullptr, nullptr, nullptr);
  sqlite3_close(other);

  expect_refused(JournalError::newer_format, "newer version of Skillboard");
}

TEST_F(RefusalTest, AnEmptyFileIsANewJournal) {
  write(file(), "");
  start();
  EXPECT_EQ(append_history(1), error_code());
}

TEST_F(RefusalTest, AMissingFileWhoseLogIsThereIsNotMadeAnew) {
  write(folder.path() / "board.db-wal", "changes");
  write(file(), "");
  expect_refused(JournalError::damaged, "board.db-wal");
}

TEST_F(RefusalTest, AFlippedByteInARecordIsNoticed) {
  make_journal();
  // Within a text, where neither SQLite nor JSON can know.
  query("UPDATE changes SET record = replace(record, 'About 3', 'About 8') WHERE version = 3");
  expect_refused(JournalError::damaged, "is damaged (changes, row 3)");
}

TEST_F(RefusalTest, AMissingChangeIsNoticed) {
  make_journal();
  query("DELETE FROM changes WHERE version = 3");
  expect_refused(JournalError::damaged, "is damaged (changes, row 4)");
}

TEST_F(RefusalTest, ChangesInTheWrongOrderAreNoticed) {
  make_journal();
  query("UPDATE changes SET version = -1 WHERE version = 2");
  query("UPDATE changes SET version = 2 WHERE version = 3");
  query("UPDATE changes SET version = 3 WHERE version = -1");
  expect_refused(JournalError::damaged, "is damaged (changes, row 2)");
}

TEST_F(RefusalTest, AnIncompleteSnapshotIsNoticed) {
  options.changes_between_snapshots = 1;
  make_journal();
  query("DELETE FROM talks WHERE place = (SELECT max(place) FROM talks)");
  expect_refused(JournalError::damaged, "its snapshot is not complete");
}

TEST_F(RefusalTest, ChangesMissingBehindTheSnapshotAreNoticed) {
  options.changes_between_snapshots = 1;
  make_journal();
  query("DELETE FROM changes WHERE version = 5");
  expect_refused(JournalError::damaged, "its last changes are missing");
}

TEST_F(RefusalTest, AMissingTableIsDamage) {
  make_journal();
  query("DROP TABLE receipts");
  expect_refused(JournalError::damaged, "no such table");
}

TEST_F(RefusalTest, ABrokenPageIsDamage) {
  make_journal();
  std::string bytes = files().at("board.db");
  bytes.replace(4'096, 64, std::string(64, 'x'));
  write(file(), bytes);
  expect_refused(JournalError::damaged, "Put a backup in its place");
}

TEST_F(RefusalTest, ATruncatedFileIsDamage) {
  make_journal();
  std::filesystem::resize_file(file(), 6'000);
  expect_refused(JournalError::damaged, "Put a backup in its place");
}

TEST_F(RefusalTest, AFileInUseIsRefusedAndFreeAfterwards) {
  start();
  EXPECT_EQ(refused_with(), JournalError::in_use);
  EXPECT_THAT(refused(), HasSubstr("is in use by another program. Stop that program first"));

  stop();
  start();
  EXPECT_EQ(append_history(1), error_code());
}

TEST_F(RefusalTest, AFileLockedByAnotherProgramIsInUse) {
  make_journal();
  sqlite3* other = nullptr;
  sqlite3_open(file().c_str(), &other);
  sqlite3_exec(other, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr);

  EXPECT_EQ(refused_with(), JournalError::in_use);
  sqlite3_close(other);
}

TEST_F(RefusalTest, TheBoardOfARunningServerCanBeReadAndBackedUp) {
  start();
  ASSERT_EQ(append_history(5), error_code());

  EXPECT_EQ(query("SELECT count(*) FROM changes"), "5");
  query("VACUUM INTO '" + (folder.path() / "backup.db").string() + "'");

  EXPECT_EQ(append_history(1), error_code());
  stop();
  options.file = folder.path() / "backup.db";
  start();
  EXPECT_EQ(talks, board_at(5));
}

TEST_F(RefusalTest, AFolderOrAFileInNoFolderCannotBeOpened) {
  options.file = folder.path();
  expect_refused(JournalError::cannot_open, "See that its folder exists");
  options.file = folder.path() / "missing" / "board.db";
  expect_refused(JournalError::cannot_open, "No such file or directory");
}

TEST_F(RefusalTest, OnlyTheOwnerReadsANewJournal) {
  start();
  using std::filesystem::perms;
  EXPECT_EQ(status(file()).permissions(), perms::owner_read | perms::owner_write);
}

}  // namespace
}  // namespace skillboard
