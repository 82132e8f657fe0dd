#include <gtest/gtest.h>

#include <utility>

#include "skillboard/storage/error.hpp"
#include "skillboard/storage/journal_reading.hpp"
#include "skillboard/storage/memory_journal.hpp"
#include "skillboard/storage/sqlite.hpp"

#include "storage/journal_fixture.hpp"
#include "support/changes.hpp"

namespace skillboard {
namespace {

using boost::system::error_code;

// Parts of the history of `history_at`, which both journals have to read alike.
class HistoryTest : public JournalFixture {
 protected:
  HistoryTest() {
    start();
    for (Version version = 1; version <= 300; ++version) {
      Change change = history_at(version);
      change.by = version % 4 == 0 ? "Ann" : "";
      history.push_back({.change = std::move(change), .receipt = {}});
    }
    EXPECT_EQ(append(history), error_code());
    memory.recover(*this, [](const auto&) {});
    memory.append(0, history, [](error_code) {});
    loop.restart();
    loop.run();
  }

  // The versions of the changes, which are told as they were appended.
  std::vector<Version> versions(const HistoryQuery& query) {
    const std::vector<Change> changes = read(query);
    std::vector<Change> in_memory;
    memory.read(query, [&](boost::system::result<std::vector<Change>> read) {
      in_memory = *std::move(read);
    });
    loop.restart();
    loop.run();
    EXPECT_EQ(changes, in_memory);
    std::vector<Version> versions;
    for (const Change& change : changes) {
      EXPECT_EQ(change, history.at(change.version - 1).change);
      versions.push_back(change.version);
    }
    return versions;
  }

  MemoryJournal memory{loop.get_executor(), "epoch"};
  std::vector<Entry> history;
};

using Versions = std::vector<Version>;

TEST_F(HistoryTest, IsReadForwardsFromAVersionOn) {
  EXPECT_EQ(versions({.after = 10, .most = 3}), (Versions{11, 12, 13}));
  EXPECT_EQ(versions({.after = 298}), (Versions{299, 300}));
  EXPECT_EQ(versions({.after = 300}), Versions{});
}

TEST_F(HistoryTest, IsReadBackwardsFromAVersionOn) {
  EXPECT_EQ(versions({.newest_first = true, .most = 2}), (Versions{300, 299}));
  EXPECT_EQ(versions({.before = 12, .newest_first = true, .most = 2}), (Versions{11, 10}));
  EXPECT_EQ(versions({.before = 1, .newest_first = true}), Versions{});
}

TEST_F(HistoryTest, IsReadOfOnePersonOrAboutOneTalk) {
  EXPECT_EQ(versions({.by = "Ann", .most = 3}), (Versions{4, 8, 12}));
  EXPECT_EQ(versions({.by = "Nobody"}), Versions{});
  EXPECT_EQ(versions({.talk = "t7", .newest_first = true, .most = 3}), (Versions{257, 207, 157}));
  EXPECT_EQ(versions({.before = 257, .by = "Ann", .talk = "t8", .newest_first = true}),
            (Versions{208, 108, 8}));
}

TEST_F(HistoryTest, IsReadOfOneDevice) {
  EXPECT_EQ(versions({.device = "device2", .most = 3}), (Versions{20, 21, 22}));
  EXPECT_EQ(versions({.by = "Ann", .device = "device2", .newest_first = true, .most = 4}),
            (Versions{296, 292, 208, 204}));
  EXPECT_EQ(versions({.device = "device2", .talk = "t8"}), (Versions{208}));
}

TEST_F(HistoryTest, OneChangeIsReadAlone) {
  EXPECT_EQ(versions(HistoryQuery::one(77)), Versions{77});
  EXPECT_EQ(versions(HistoryQuery::one(301)), Versions{});
}

// SQLite searches by an index and sorts nothing: then no part costs more than it has.
TEST_F(HistoryTest, NoPartIsSearchedForThroughAll) {
  const HistoryQuery all;
  const HistoryQuery by_somebody{.by = "Ann", .newest_first = true};
  const HistoryQuery by_a_device{.device = "device2", .newest_first = true};
  const HistoryQuery about_a_talk{
      .by = "Ann", .device = "device2", .talk = "t7", .newest_first = true};
  const std::vector<std::pair<HistoryQuery, std::vector<std::string>>> plans = {
      {all, {"SEARCH changes USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"}},
      {by_somebody, {"SEARCH changes USING INDEX changes_by (by=? AND rowid>? AND rowid<?)"}},
      {by_a_device,
       {"SEARCH changes USING INDEX changes_device (device=? AND rowid>? AND rowid<?)"}},
      {about_a_talk,
       {"SEARCH about USING PRIMARY KEY (talk=? AND version>? AND version<?)",
        "SEARCH changes USING INTEGER PRIMARY KEY (rowid=?)"}},
  };
  for (const auto& [part, plan] : plans) {
    auto database = SqliteDatabase::open(file(), std::chrono::milliseconds(0));
    SqliteStatement statement(*database, "EXPLAIN QUERY PLAN " + history_sql(part));
    std::vector<std::string> steps;
    while (statement.next()) {
      steps.emplace_back(statement.text(3));
    }
    EXPECT_EQ(steps, plan);
  }
}

TEST_F(HistoryTest, ADamagedRecordIsToldAndHarmsNothingElse) {
  query("UPDATE changes SET record = replace(record, 'About 9', 'about 9') WHERE version = 9");

  std::optional<error_code> outcome;
  journal->read({.after = 8, .most = 1},
                [&](const auto& read) { outcome = read ? error_code() : read.error(); });
  loop.restart();
  loop.run();

  EXPECT_EQ(outcome, JournalError::damaged);
  EXPECT_EQ(versions({.after = 298}), (Versions{299, 300}));
  EXPECT_EQ(append({propose("More")}), error_code());
}

TEST_F(HistoryTest, ADamagedRecordOfWhatIsPurgedIsGivenUp) {
  query("UPDATE changes SET record = replace(record, 'About 9', 'about 9') WHERE version = 9");
  Change purge{.version = 301, .steps = {{Purged{.talk = "t9"}, {}, {}}}};

  ASSERT_EQ(append({{.change = purge, .receipt = {}}}), error_code());

  EXPECT_EQ(read(HistoryQuery::one(9)).at(0).steps.at(0).event, purge.steps.at(0).event);
}

}  // namespace
}  // namespace skillboard
