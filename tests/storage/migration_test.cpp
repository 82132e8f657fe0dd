// Journals that servers of former formats wrote (storage/formats) become such as today's write.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "skillboard/storage/journal_audit.hpp"
#include "skillboard/storage/journal_restoring.hpp"
#include "skillboard/storage/journal_view.hpp"
#include "skillboard/storage/paths.hpp"
#include "skillboard/storage/sqlite.hpp"

#include "storage/journal_fixture.hpp"
#include "support/faulty_disk.hpp"

namespace skillboard {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class MigrationTest : public JournalFixture {
 protected:
  ~MigrationTest() override {
    FaultyDisk::install().set({});
    stop();
  }

  // Puts a journal there that a server of this format wrote.
  void write_format(int format) {
    std::ifstream stream(std::string(SKILLBOARD_TEST_FORMATS) + "/format_" +
                         std::to_string(format) + ".sql");
    const std::string sql{std::istreambuf_iterator<char>(stream), {}};
    ASSERT_NE(sql, "");
    {
      const std::ofstream empty(file());
    }
    auto database = SqliteDatabase::open(file(), std::chrono::milliseconds(0));
    ASSERT_FALSE(database->execute(sql)) << database->message();
    ASSERT_FALSE(database->execute("PRAGMA journal_mode = WAL"));
  }

  std::vector<std::string> faults() {
    const auto view = JournalView::open(file());
    if (!view) {
      return {view.error().sentence};
    }
    SqliteTransaction transaction((*view)->database());
    EXPECT_FALSE(transaction.begin_reading());
    return audit_journal((*view)->database()).faults;
  }

  std::vector<std::string> titles() {
    std::vector<std::string> titles;
    for (const TalkPointer& talk : talks.talks()) {
      titles.push_back(talk->title);
    }
    return titles;
  }

  std::vector<std::string> messages(const std::string& title) {
    std::vector<std::string> messages;
    for (const auto& comment : talks.find_by_title(title)->comments) {
      messages.push_back((comment->removed ? "(removed) " : "") + comment->message);
    }
    return messages;
  }

  std::filesystem::path copy(const std::string& name) { return beside(file(), ".format-" + name); }

  // What stands in the file, to be compared.
  std::string content(const std::filesystem::path& path) {
    auto database = SqliteDatabase::open(path, std::chrono::milliseconds(0));
    auto text = database->text(
        "SELECT (SELECT user_version FROM pragma_user_version) || group_concat(record) FROM "
        "(SELECT record FROM changes UNION ALL SELECT record FROM board UNION ALL "
        "SELECT record FROM talks UNION ALL SELECT record FROM receipts)");
    return text ? *std::move(text) : database->message();
  }
};

TEST_F(MigrationTest, ABoardWithoutNamesIsGoneOnWith) {
  write_format(2);
  start();
  EXPECT_THAT(titles(), ElementsAre("Unicycling", "Better knots", "Unituning"));
  EXPECT_THAT(messages("Unicycling"),
              ElementsAre("Will you talk about raising a cycle?", "Me too"));
  EXPECT_THAT(messages("Better knots"), ElementsAre("Which?"));
  EXPECT_EQ(talks.find_by_title("Unicycling")->ownership, Ownership());
  EXPECT_THAT(receipts, IsEmpty());

  const Change undo = read(HistoryQuery::one(14)).front();
  EXPECT_EQ(undo.by, "Bo");
  EXPECT_THAT(undo.undoes, ElementsAre(9U));
  ASSERT_EQ(append({propose("New")}), boost::system::error_code());
  stop();
  EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(MigrationTest, ABoardWithoutHistoryGetsTheOneThatItsChangesAre) {
  write_format(1);
  start();
  EXPECT_THAT(titles(), ElementsAre("Unicycling", "Knots", "Unituning"));
  EXPECT_THAT(messages("Unicycling"),
              ElementsAre("Will you talk about raising a cycle?", "Me three – état"));
  EXPECT_THAT(messages("Knots"), ElementsAre("Which?", "(removed) A secret"));

  const Step edit = read(HistoryQuery::one(8)).front().steps[0];
  EXPECT_EQ(std::get<TalkEdited>(edit.event).former, (Details{"Jamal", "One wheel"}));
  const Step corrected = read(HistoryQuery::one(9)).front().steps[0];
  EXPECT_EQ(std::get<CommentEdited>(corrected.event).former, "Me too");
  EXPECT_EQ(corrected.before, (AsOf{5, 8}));
  EXPECT_EQ(corrected.after, (AsOf{9, 9}));
  EXPECT_EQ(read({.talk = talks.talks().front()->id}).size(), 5U);
  stop();
  EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(MigrationTest, ItHappensOnce) {
  write_format(2);
  start();
  const std::string key = device_key;
  const std::string tag = epoch;
  restart();
  EXPECT_EQ(device_key, key);
  EXPECT_EQ(epoch, tag);
  EXPECT_FALSE(std::filesystem::exists(copy("2.2")));
}

TEST_F(MigrationTest, ACopyIsKeptWithAllThatTheLogHas) {
  for (const int format : {1, 2}) {
    write_format(format);
    const std::string before = content(file());
    start();
    stop();
    EXPECT_EQ(content(copy(std::to_string(format))), before);
    std::filesystem::remove(file());
  }
}

TEST_F(MigrationTest, ACopyOfAnotherBoardIsKept) {
  std::ofstream(copy("2")) << "mine";
  write_format(2);
  const std::string before = content(file());
  start();
  EXPECT_EQ(size_of(copy("2")), 4U);
  EXPECT_EQ(content(copy("2.2")), before);
}

TEST_F(MigrationTest, ACopyThatAKilledServerLeftIsNotMadeAgain) {
  write_format(2);
  std::filesystem::copy(file(), copy("2"));
  start();
  EXPECT_FALSE(std::filesystem::exists(copy("2.2")));
}

TEST_F(MigrationTest, WithoutRoomForACopyNothingIsMigrated) {
  write_format(2);
  const std::string before = content(file());
  FaultyDisk::install().set({.fault = DiskFault::full});
  EXPECT_THAT(refused(), HasSubstr("cannot be written (a copy of it that is to be kept, "));
  FaultyDisk::install().set({});
  EXPECT_EQ(content(file()), before);
  EXPECT_FALSE(std::filesystem::exists(copy("2")));
  EXPECT_FALSE(std::filesystem::exists(copy("2.part")));
}

TEST_F(MigrationTest, WhereverThePowerGoesItIsOfTheOneFormatOrTheOther) {
  FaultyDisk& disk = FaultyDisk::install();
  int migrated = 0;
  for (int operations = 0; migrated < 3; operations += 5) {
    write_format(2);
    const std::string before = content(file());
    std::filesystem::remove(copy("2"));
    disk.set({.hold_back = true});
    disk.cut_power_after(operations);
    migrated += try_start() ? 1 : 0;
    stop();
    disk.restore_power();
    disk.set({});

    const std::string after = content(file());
    EXPECT_TRUE(after == before || after.starts_with("3")) << operations << ": " << after;
    start();
    EXPECT_EQ(talks.version(), 20U) << operations;
    stop();
    EXPECT_THAT(faults(), IsEmpty()) << operations;
    for (const char* ending : {"", "-wal", "-shm"}) {
      std::filesystem::remove(beside(file(), ending));
    }
  }
}

TEST_F(MigrationTest, WhatIsDamagedIsLeftAsItIs) {
  for (const char* damage :
       {"UPDATE changes SET crc = 0 WHERE version = 3", "DELETE FROM changes WHERE version = 3",
        "UPDATE talks SET version = version + 1 WHERE place = 1"}) {
    write_format(2);
    query(damage);
    const std::string before = content(file());
    EXPECT_THAT(refused(), HasSubstr(" is damaged (")) << damage;
    EXPECT_EQ(content(file()), before);
    std::filesystem::remove(file());
    std::filesystem::remove(copy("2"));
  }
}

TEST_F(MigrationTest, ABackupOfAFormerFormatIsRestoredAsOneOfToday) {
  for (const int format : {1, 2}) {
    write_format(format);
    const auto backup = folder.path() / "backup.db";
    std::filesystem::rename(file(), backup);
    const std::string before = content(backup);
    const auto restored = restore({.backup = backup, .board = file(), .now = now});
    ASSERT_TRUE(restored) << restored.error().sentence;
    EXPECT_EQ(content(backup), before);
    EXPECT_THAT(faults(), IsEmpty());
    EXPECT_FALSE(std::filesystem::exists(copy(std::to_string(format))));
    std::filesystem::remove(file());
  }
}

TEST_F(MigrationTest, LookingAtAFormerFormatSaysWhatHelps) {
  write_format(2);
  const auto view = JournalView::open(file());
  ASSERT_FALSE(view);
  EXPECT_THAT(view.error().sentence, HasSubstr("older version of Skillboard. Start a server"));
}

}  // namespace
}  // namespace skillboard
