// Random histories in a journal's file: what a restart finds is the board that was left, also what
// was purged out of records and snapshots, of which no byte is left.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>

#include "skillboard/storage/journal_database.hpp"

#include "board/member_fixture.hpp"

namespace skillboard {
namespace {

class DurableHistoryTest : public RandomMembers, public testing::WithParamInterface<unsigned> {
 protected:
  DurableHistoryTest() {
    const std::filesystem::path memory = "/dev/shm";
    std::string pattern =
        (std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path()) /
        "skillboard-XXXXXX";
    folder = ::mkdtemp(pattern.data());
    options.file = folder / "board.db";
  }

  ~DurableHistoryTest() override {
    database.reset();
    std::filesystem::remove_all(folder);
  }

  // Writes what happened since to the journal, in one batch.
  void save() {
    std::vector<Entry> entries;
    for (Version version = saved; version < talks.version(); ++version) {
      entries.push_back({.change = history.at(version), .receipt = {}});
    }
    ASSERT_FALSE(database->append(saved, entries));
    saved = talks.version();
  }

  void snapshot() {
    ASSERT_FALSE(database->write_snapshot(
        {epoch, device_key, talks.version(), talks.kept_talks(), talks.roster().names()}));
  }

  TalkStore restart() {
    database.reset();
    auto locked = JournalDatabase::lock(options);
    EXPECT_TRUE(locked);
    database = *std::move(locked);
    auto contents = database->recover();
    EXPECT_TRUE(contents) << contents.error().sentence;
    epoch = contents->recovered.epoch;
    device_key = contents->recovered.device_key;
    return contents->recovered.talks;
  }

  // All that stands in the files beside each other.
  std::string bytes() const {
    std::string all;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      const std::size_t before = all.size();
      all.resize(before + entry.file_size());
      std::ifstream(entry.path(), std::ios::binary)
          .read(&all[before], static_cast<std::streamsize>(entry.file_size()));
    }
    return all;
  }

  // Reads all of the history, as it is now.
  std::vector<Change> read_all() {
    auto read = database->read({.most = talks.version() + 1});
    EXPECT_TRUE(read);
    return *read;
  }

  std::filesystem::path folder;
  SqliteJournalOptions options;
  std::unique_ptr<JournalDatabase> database;
  std::string epoch;
  std::string device_key;
  Version saved = 0;
};

TEST_P(DurableHistoryTest, a_restart_finds_the_board_that_was_left) {
  random.seed(GetParam());
  ASSERT_EQ(restart(), talks);
  for (int round = 0; round < 40; ++round) {
    for (unsigned i = roll(12); i > 0; --i) {
      act();
    }
    if (roll(3) == 0) {
      decide(PurgeRemoved{now - std::chrono::milliseconds(roll(60)), 1'000});
    }
    if (const Version version = talks.version(); version > 0 && roll(2) == 0) {
      act_as("Ana");
      save();
      history = read_all();  // as a board does before it decides
      purge(version - roll(static_cast<unsigned>(std::min<Version>(version, 20))));
    }
    save();
    if (roll(4) == 0) {
      snapshot();
    }
    if (roll(3) == 0) {
      ASSERT_EQ(restart(), talks) << "in round " << round;
    }
  }
}

TEST_P(DurableHistoryTest, purging_leaves_the_numbering_and_no_byte_of_the_text) {
  random.seed(GetParam());
  with_devices = true;
  restart();
  // One mark again and again, so that any piece of the text gives it away, and of lengths that fill
  // a part of a page, one, and several.
  const auto mark = [](Version version) { return "#" + std::to_string(version) + "#"; };
  const auto text = [&](Version version) {
    std::string marks = mark(version);
    for (const std::size_t length = std::size_t{1} << roll(13); marks.size() < length;) {
      marks += mark(version);
    }
    return marks;
  };
  std::map<Version, std::string> removed;  // by what removed it
  for (int i = 0; i < 150; ++i) {
    const std::string title = "Talk " + std::to_string(i % 20);
    propose(title);
    const Version written = talks.version() + 1;
    const std::string comment = write(title, text(written));
    if (roll(2) == 0) {
      decide(RemoveComment{title, comment});
      removed.emplace(talks.version(), mark(written));
    }
    if (roll(20) == 0) {
      save();
      snapshot();
    }
  }
  save();

  for (const auto& [version, its_mark] : removed) {
    ASSERT_NE(bytes().find(its_mark), std::string::npos) << "there is nothing to erase";
    ASSERT_TRUE(purge(version));
    save();
    ASSERT_EQ(bytes().find(its_mark), std::string::npos) << "after purging change " << version;
  }

  const std::vector<Change> all = read_all();
  ASSERT_EQ(all.size(), talks.version());
  for (const Change& change : all) {
    EXPECT_EQ(change.version, &change - all.data() + 1);
  }
  EXPECT_EQ(restart(), talks);
}

TEST_P(DurableHistoryTest, a_former_text_is_in_no_snapshot_of_when_the_comment_was_removed) {
  with_devices = true;
  restart();
  propose("Unicycling");
  const std::string comment = write("Unicycling", "#secret#");
  decide(RemoveComment{"Unicycling", comment});
  save();
  snapshot();
  undo(3);
  decide(EditComment{"Unicycling", comment, "harmless"});
  save();
  ASSERT_NE(bytes().find("#secret#"), std::string::npos);

  ASSERT_TRUE(purge(5));
  save();

  EXPECT_EQ(bytes().find("#secret#"), std::string::npos);
  EXPECT_EQ(restart(), talks);
}

INSTANTIATE_TEST_SUITE_P(Seeds, DurableHistoryTest, testing::Range(1U, 6U));

}  // namespace
}  // namespace skillboard
