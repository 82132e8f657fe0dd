// What is erased for good is to be in no byte of the files, and for that the file is written anew.

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "storage/journal_fixture.hpp"
#include "support/faulty_disk.hpp"

namespace skillboard {
namespace {

using boost::system::error_code;

constexpr const char* erased = "About 1232";

class ErasingTest : public JournalFixture {
 protected:
  ErasingTest() {
    start();
    EXPECT_EQ(append_history(2'000), error_code());
    restart();
  }

  ~ErasingTest() override {
    disk.set({});
    stop();
  }

  // While there is no room to write the file anew.
  void purge_in_a_crowd() {
    disk.set({.fault = DiskFault::crowded});
    const Change purge{.version = 2'001, .steps = {{Purged{.talk = "t32"}, {}, {}}}};
    ASSERT_EQ(append({{.change = purge, .receipt = {}}}), error_code());
  }

  bool rewritten() { return query("SELECT residues FROM board") == "0"; }

  // Lets the journal do what it does every second.
  void run_for(std::chrono::milliseconds time) {
    loop.restart();
    loop.run_for(time);
  }

  bool in_the_files() {
    for (const char* end : {"", "-wal"}) {
      std::ifstream bytes(file().string() + end, std::ios::binary);
      const std::string all{std::istreambuf_iterator<char>(bytes), {}};
      if (all.find(erased) != std::string::npos) {
        return true;
      }
    }
    return false;
  }

  FaultyDisk& disk = FaultyDisk::install();
};

TEST_F(ErasingTest, LeavesNothingWhenItIsTold) {
  ASSERT_TRUE(in_the_files());
  const Change purge{.version = 2'001, .steps = {{Purged{.talk = "t32"}, {}, {}}}};

  ASSERT_EQ(append({{.change = purge, .receipt = {}}}), error_code());

  EXPECT_TRUE(rewritten());
  EXPECT_FALSE(in_the_files());
}

TEST_F(ErasingTest, CountsAlsoWhereThereIsNoRoomToWriteTheFileAnew) {
  purge_in_a_crowd();

  EXPECT_FALSE(rewritten());
  EXPECT_EQ(append({propose("More")}), error_code());
  EXPECT_EQ(read(HistoryQuery::one(1'232)).at(0).steps.at(0).event,
            ChangeEvent(Purged{.talk = "t32"}));
}

TEST_F(ErasingTest, LooksForRoomAgainAfterAMinute) {
  purge_in_a_crowd();
  disk.set({});

  now += std::chrono::seconds(59);
  run_for(std::chrono::milliseconds(1'500));
  EXPECT_FALSE(rewritten());

  now += std::chrono::seconds(2);
  run_for(std::chrono::milliseconds(3'000));
  EXPECT_TRUE(rewritten());
  EXPECT_FALSE(in_the_files());
}

TEST_F(ErasingTest, IsFinishedAtTheNextStart) {
  purge_in_a_crowd();
  stop();
  disk.set({});

  start();
  run_for(std::chrono::milliseconds(500));

  EXPECT_TRUE(rewritten());
  EXPECT_FALSE(in_the_files());
}

}  // namespace
}  // namespace skillboard
