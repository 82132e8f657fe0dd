// What was acknowledged outlives a power cut at any moment. The disk keeps back what was not synced
// and loses it with the power; with `scatter` it loses only some of it, in no order.

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "storage/journal_fixture.hpp"
#include "support/faulty_disk.hpp"

namespace skillboard {
namespace {

class PowerCutTest : public JournalFixture, public testing::WithParamInterface<bool> {
 protected:
  PowerCutTest() {
    options.changes_between_snapshots = 8;
    disk.set({.hold_back = true, .scatter = GetParam()});
  }

  ~PowerCutTest() override {
    stop();
    disk.set({});
    disk.restore_power();
  }

  // Runs a server until the power goes, or it has made that many changes.
  void live(Version changes) {
    stop();
    acknowledged = talks.version();
    if (!try_start()) {
      return;
    }
    const Version last = talks.version() + changes;
    while (talks.version() < last && !append_history(1 + talks.version() % 3)) {
      acknowledged = talks.version();
    }
  }

  // The machine starts again, and so does the server.
  void start_again() {
    stop();
    disk.restore_power();
    start();
  }

  FaultyDisk& disk = FaultyDisk::install();
  Version acknowledged = 0;
};

TEST_P(PowerCutTest, WhateverTheMomentNothingAcknowledgedIsLost) {
  bool survived = false;
  for (int moment = 0; !survived; ++moment) {
    SCOPED_TRACE("cut after " + std::to_string(moment) + " operations");
    options.file = folder.path() / (std::to_string(moment) + ".db");
    talks = TalkStore();

    disk.cut_power_after(moment);
    live(25);
    survived = disk.has_power();
    start_again();

    ASSERT_GE(talks.version(), acknowledged);
    ASSERT_EQ(talks, board_at(talks.version()));
    ASSERT_EQ(append_history(1), boost::system::error_code());
  }
  EXPECT_GE(acknowledged, 25U);
}

TEST_P(PowerCutTest, OneCutAfterAnotherLosesNothingAcknowledged) {
  std::mt19937 random(20251120);
  std::uniform_int_distribution<int> moment(0, 60);
  for (int cut = 0; cut < 60; ++cut) {
    SCOPED_TRACE("cut number " + std::to_string(cut));

    disk.cut_power_after(moment(random));
    live(1'000);
    stop();
    disk.restore_power();
    // The next may come before the server has recovered from the last.
    disk.cut_power_after(moment(random) / 4);
    const Version before = acknowledged;
    live(0);
    acknowledged = before;
    start_again();

    ASSERT_GE(talks.version(), acknowledged);
    ASSERT_EQ(talks, board_at(talks.version()));
  }
}

INSTANTIATE_TEST_SUITE_P(Disks, PowerCutTest, testing::Bool(), [](const auto& disk) {
  return disk.param ? "ThatKeepsSomeOfIt" : "ThatKeepsNothingUnsynced";
});

}  // namespace
}  // namespace skillboard
