// Whatever is damaged in a journal is found, and said where it is.

#include "skillboard/storage/journal_audit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "skillboard/storage/journal_copy.hpp"
#include "skillboard/storage/journal_view.hpp"
#include "skillboard/storage/record.hpp"

#include "storage/journal_fixture.hpp"

namespace skillboard {
namespace {

using boost::system::error_code;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class JournalAuditTest : public JournalFixture {
 protected:
  // A journal with rows in each table, a snapshot in the midst of its history, and a purge after
  // that.
  JournalAuditTest() {
    options.changes_between_snapshots = 100;
    start();
    EXPECT_EQ(append_history(100), error_code());
    EXPECT_EQ(append_history(20), error_code());
    EXPECT_EQ(append({receipt("key", now)}), error_code());
    const std::string device(52, 'd');
    EXPECT_EQ(append({{.sighting = Sighting{device, now}}}), error_code());
    const Change removal{.version = 121, .time = now, .steps = {{TalkRemoved{"t2"}, {}, {9, 9}}}};
    const Change purge{.version = 122, .time = now, .steps = {{Purged{.talk = "t2"}, {}, {}}}};
    EXPECT_EQ(append({{.change = removal}, {.change = purge}}), error_code());
    stop();
  }

  JournalAudit audit() {
    const auto view = JournalView::open(file());
    EXPECT_TRUE(view);
    SqliteTransaction transaction((*view)->database());
    EXPECT_FALSE(transaction.begin_reading());
    return audit_journal((*view)->database());
  }

  std::vector<std::string> faults_after(const std::string& sql) {
    query(sql);
    return audit().faults;
  }

  // Puts another record in the row, with its checksum.
  std::vector<std::string> faults_with(const std::string& row, const std::string& record) {
    return faults_after("UPDATE " + row.substr(0, row.find(' ')) + " SET record = '" + record +
                        "', crc = " + std::to_string(checksum(record)) + row.substr(row.find(' ')));
  }

  std::string record_of(const std::string& row) { return query("SELECT record FROM " + row); }
};

TEST_F(JournalAuditTest, AJournalThatTheServerWroteIsSound) {
  const JournalAudit found = audit();
  EXPECT_THAT(found.faults, IsEmpty());
  EXPECT_EQ(found.talks, talks);
  EXPECT_EQ(found.receipts, 1U);
}

TEST_F(JournalAuditTest, WhatIsPurgedAfterTheSnapshotIsNoFault) {
  start();
  ASSERT_EQ(append({propose("Former")}), error_code());
  const std::string talk = talks.talks().back()->id;
  const auto append_step = [&](ChangeEvent event) {
    const Version version = talks.version() + 1;
    const Step step = talks.step(std::move(event), version);
    return append({{.change = Change{.version = version, .time = now, .steps = {step}}}});
  };
  ASSERT_EQ(append_step(CommentWritten{talk, "c", "Ann", "A word"}), error_code());
  ASSERT_EQ(append_step(CommentEdited{talk, "c", "Another", "A word"}), error_code());
  ASSERT_EQ(append_step(TalkRenamed{talk, "Title", "Former"}), error_code());
  ASSERT_EQ(append_step(TalkEdited{talk, "Ann", "New", Details{"Ann", "About it"}}), error_code());
  while (talks.version() < 220) {
    ASSERT_EQ(append({propose(std::to_string(talks.version()))}), error_code());
  }
  journal->offer_snapshot(talks);

  using Part = Purged::Part;
  ASSERT_EQ(append_step(Purged{talk, "", Part::title, 123}), error_code());
  ASSERT_EQ(append_step(Purged{talk, "", Part::summary, 123}), error_code());
  ASSERT_EQ(append_step(Purged{talk, "c", Part::message, 124}), error_code());
  ASSERT_EQ(append_step(CommentRemoved{talk, "c"}), error_code());
  ASSERT_EQ(append_step(Purged{.talk = talk, .comment = "c"}), error_code());
  stop();

  EXPECT_EQ(query("SELECT json_extract(record, '$.snapshot') FROM board"), "220");
  EXPECT_THAT(audit().faults, IsEmpty());
}

TEST_F(JournalAuditTest, AFlippedBitIsFoundInEachTableWithRecords) {
  for (const char* row :
       {"board WHERE id = 1", "changes WHERE version = 7", "changes WHERE version = 110",
        "talks WHERE place = 3", "names WHERE place = 12", "receipts WHERE number = 1"}) {
    const std::string table(row, std::string(row).find(' '));
    const std::string where(row + table.size());
    query("UPDATE " + table + " SET crc = crc + 1" + where);
    EXPECT_THAT(audit().faults, ElementsAre(HasSubstr(": its checksum is wrong"))) << row;
    query("UPDATE " + table + " SET crc = crc - 1" + where);
  }
  EXPECT_THAT(audit().faults, IsEmpty());
}

TEST_F(JournalAuditTest, ARecordThatIsNoneIsFound) {
  EXPECT_THAT(faults_with("changes WHERE version = 7", R"({"format":3})"),
              ElementsAre("changes, version 7: its record is not what this version writes"));
}

TEST_F(JournalAuditTest, ARecordOfAnotherRowIsFound) {
  EXPECT_THAT(faults_with("changes WHERE version = 7", record_of("changes WHERE version = 6")),
              Contains("changes, version 7: its record is that of version 6"));
}

TEST_F(JournalAuditTest, AMissingChangeIsFound) {
  EXPECT_THAT(faults_after("DELETE FROM changes WHERE version IN (7, 8)"),
              Contains("changes, version 9: the ones before it, from 7 on, are missing"));
}

TEST_F(JournalAuditTest, AMissingEndIsFound) {
  EXPECT_THAT(faults_after("DELETE FROM changes WHERE version > 90"),
              Contains("changes: the last ones are missing: the snapshot is of version 100"));
}

TEST_F(JournalAuditTest, WhoDidItIsTheSameInTheRecordAndBesideIt) {
  constexpr auto fault =
      "changes, version 7: who did it is not the same in the record and "
      "beside it";
  EXPECT_THAT(faults_after("UPDATE changes SET by = 'Eve' WHERE version = 7"), ElementsAre(fault));
  query("UPDATE changes SET by = '', device = 'other' WHERE version = 7");
  EXPECT_THAT(audit().faults, ElementsAre(fault));
}

TEST_F(JournalAuditTest, TheTalksOfAChangeAreThoseOfItsRecord) {
  constexpr auto other = "changes, version 7: change_talks lists other talks than its record";
  EXPECT_THAT(faults_after("UPDATE change_talks SET talk = 't0' WHERE version = 7"),
              ElementsAre(other));
  EXPECT_THAT(faults_after("DELETE FROM change_talks WHERE version = 7"), ElementsAre(other));
}

TEST_F(JournalAuditTest, ATalkOfAChangeThatIsNotThereIsFound) {
  EXPECT_THAT(faults_after("INSERT INTO change_talks VALUES ('t1', 0), ('t1', 500)"),
              ElementsAre("change_talks, version 0: there is no such change",
                          "change_talks, version 500: there is no such change"));
}

TEST_F(JournalAuditTest, ASnapshotThatTheChangesDoNotLeadToIsFound) {
  std::string record = record_of("talks WHERE place = 3");
  record.replace(record.find("About 3"), 7, "About 4");
  EXPECT_THAT(faults_with("talks WHERE place = 3", record),
              ElementsAre("talks, place 3: it is not what the changes lead to"));
}

TEST_F(JournalAuditTest, WhatIsMissingInTheSnapshotIsFound) {
  const auto faults = faults_after("DELETE FROM names WHERE place = 12");
  EXPECT_THAT(faults, Contains("names, place 12: it is missing"));
  EXPECT_THAT(faults, Contains("names: it has 3 rows, and should have 4"));
}

TEST_F(JournalAuditTest, AReceiptOfAChangeToComeIsFound) {
  const std::string record = encode(Receipt{"key", "print", "{}", 500, now});
  EXPECT_THAT(faults_with("receipts WHERE number = 1", record),
              ElementsAre("receipts, number 1: it is of a change that is not there"));
}

TEST_F(JournalAuditTest, AReceiptOfAnotherTimeThanBesideItIsFound) {
  EXPECT_THAT(faults_after("UPDATE receipts SET decided = decided + 1"),
              ElementsAre(HasSubstr("receipts, number 1: when it was decided is not the same")));
}

TEST_F(JournalAuditTest, ASightingOfNoDeviceIsFound) {
  EXPECT_THAT(faults_after("UPDATE sightings SET device = 'short'"),
              ElementsAre("sightings, device short: no device is called that"));
}

TEST_F(JournalAuditTest, AMissingTableIsFound) {
  EXPECT_THAT(faults_after("DROP TABLE sightings"),
              ElementsAre("sightings: it cannot be read: no such table: sightings"));
}

TEST_F(JournalAuditTest, NoMoreThanAHundredFaultsAreKept) {
  query("UPDATE changes SET crc = 0");
  const JournalAudit found = audit();
  EXPECT_THAT(found.faults, SizeIs(JournalAudit::most_faults));
  EXPECT_TRUE(found.more_faults);
}

TEST_F(JournalAuditTest, ABoardThatIsServedIsSeenAsItIsAtThatMoment) {
  start();
  const auto view = JournalView::open(file());
  ASSERT_TRUE(view) << view.error().sentence;
  SqliteTransaction transaction((*view)->database());
  ASSERT_FALSE(transaction.begin_reading());
  ASSERT_EQ(audit_journal((*view)->database()).talks.version(), 122U);

  ASSERT_EQ(append({propose("Later")}), error_code());

  const JournalAudit found = audit_journal((*view)->database());
  EXPECT_EQ(found.talks.version(), 122U);
  EXPECT_TRUE(found.sound());
}

TEST_F(JournalAuditTest, ABackupOfWhatIsDamagedGetsNoName) {
  query("UPDATE changes SET crc = 0 WHERE version = 7");
  const auto backup = folder.path() / "backup.db";
  const auto written = back_up(file(), backup, Existing::kept);
  ASSERT_FALSE(written);
  EXPECT_THAT(written.error().sentence, HasSubstr("changes, version 7: its checksum is wrong"));
  EXPECT_FALSE(std::filesystem::exists(backup));
}

}  // namespace
}  // namespace skillboard
