// Who listens and may speak, and who is woken alone.

#include "polling/room_fixture.hpp"

namespace skillboard {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Kind = WaitingRoom::Next::Kind;

class WaitingRoomListeningTest : public RoomFixture {
 protected:
  WaitingRoomListeningTest() {
    on_due_ = [](std::size_t number) { return next(Kind::listening, number); };
    on_readable_ = [](std::size_t number, const auto&) { return next(Kind::listening, number); };
  }
};

TEST_F(WaitingRoomListeningTest, ReadsFromWhoListensAndMakesThemDueAsWell) {
  enter(Kind::listening);
  EXPECT_EQ(room_.parked(), 1U);
  for (int i = 0; i < 2; ++i) {
    say(0, "a");
    run();
    room_.wake(Reason::changed);
    run();
  }
  EXPECT_THAT(heard_,
              ElementsAre("readable 0 a", "due 0 changed", "readable 0 a", "due 0 changed"));
  EXPECT_EQ(room_.parked(), 1U);
}

TEST_F(WaitingRoomListeningTest, MakesThemDueWhenTheirTimeIsUp) {
  enter(Kind::listening, std::chrono::milliseconds(20));
  run_until([&] { return !heard_.empty(); });
  EXPECT_THAT(heard_, ElementsAre("due 0 timed out"));
}

TEST_F(WaitingRoomListeningTest, LeavesItToTheKeeperWhatBecomesOfWhoHangsUp) {
  enter(Kind::listening);
  on_readable_ = [](std::size_t number, const auto&) { return next(Kind::closed, number); };
  hang_up(0);
  run();
  EXPECT_THAT(heard_, ElementsAre("readable 0 !", "closing 0"));
  EXPECT_EQ(room_.size(), 0U);
}

TEST_F(WaitingRoomListeningTest, AreNotClosedWithTheIdle) {
  enter(Kind::listening);
  room_.close_idle();
  EXPECT_EQ(room_.size(), 1U);
}

TEST_F(WaitingRoomListeningTest, WakesOneAloneAndOnce) {
  enter(Kind::listening);
  enter(Kind::parked);
  enter(Kind::parked);
  room_.wake_one(guests_[1].socket);
  room_.wake_one(guests_[1].socket);
  EXPECT_THAT(heard_, IsEmpty());  // only from the loop
  run();
  EXPECT_THAT(heard_, ElementsAre("due 1 changed"));
  room_.wake_one(guests_[1].socket);
  run();
  EXPECT_THAT(heard_, ElementsAre("due 1 changed", "due 1 changed"));
}

TEST_F(WaitingRoomListeningTest, WakesNobodyWhoIsIdleOrGone) {
  enter(Kind::idle);
  enter(Kind::parked);
  hang_up(1);
  run();
  heard_.clear();
  room_.wake_one(guests_[0].socket);
  room_.wake_one(guests_[1].socket);
  room_.wake_one(10'000);
  run();
  EXPECT_THAT(heard_, IsEmpty());
}

TEST_F(WaitingRoomListeningTest, WakesManyInPortions) {
  for (int i = 0; i < 150; ++i) {
    enter(Kind::parked);
    room_.wake_one(guests_.back().socket);
  }
  loop_.poll_one();
  EXPECT_LE(heard_.size(), 100U);
  run();
  EXPECT_EQ(heard_.size(), 150U);
}

}  // namespace
}  // namespace skillboard
