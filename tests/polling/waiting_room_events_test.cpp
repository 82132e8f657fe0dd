#include <boost/asio/post.hpp>

#include "polling/room_fixture.hpp"

namespace skillboard {
namespace {

namespace asio = boost::asio;
using testing::ElementsAre;
using testing::IsEmpty;

using Kind = WaitingRoom::Next::Kind;

class RoomEventsTest : public RoomFixture {};

TEST_F(RoomEventsTest, ForgetsAParkedSocketAtOnceWhenItsPeerHangsUp) {
  park(2);

  hang_up(0);
  run();

  EXPECT_THAT(heard_, ElementsAre("closing 0"));
  EXPECT_FALSE(is_open(guests_[0].socket));
  EXPECT_EQ(room_.size(), 1U);
  EXPECT_EQ(room_.parked(), 1U);
}

TEST_F(RoomEventsTest, ReadsWhatArrivedWhileParkedAfterTheAnswer) {
  park(1);
  say(0, "next");
  run();
  EXPECT_THAT(heard_, IsEmpty());

  room_.wake(Reason::changed);
  run();

  EXPECT_THAT(heard_, ElementsAre("due 0 changed", "readable 0 next"));
}

TEST_F(RoomEventsTest, TellsOfDataAndHangUpInOne) {
  enter(Kind::idle);
  say(0, "last words");

  ::shutdown(guests_[0].peer, SHUT_WR);
  run();

  EXPECT_THAT(heard_, ElementsAre("readable 0 last words!"));
}

TEST_F(RoomEventsTest, ComesBackToWhatTheKeeperLeftUnread) {
  enter(Kind::idle);
  say(0, "abcdef");
  read_size_ = 2;
  on_readable_ = [](std::size_t number, const auto&) {
    return Next{Kind::idle, long_time, number, true};
  };

  run();

  EXPECT_THAT(heard_, ElementsAre("readable 0 ab", "readable 0 cd", "readable 0 ef"));
}

TEST_F(RoomEventsTest, GivesOthersATurnBeforeItComesBack) {
  enter(Kind::idle);
  say(0, "abcdef");
  read_size_ = 1;
  on_readable_ = [&](std::size_t number, const std::string& text) {
    asio::post(loop_, [&] { heard_.push_back("somebody else"); });
    return Next{Kind::idle, long_time, number, text != "c"};
  };

  run();

  EXPECT_THAT(heard_, ElementsAre("readable 0 a", "somebody else", "readable 0 b", "somebody else",
                                  "readable 0 c", "somebody else"));
}

TEST_F(RoomEventsTest, ComesBackAfterTheAnswerToWhatWasLeftUnreadWhenParked) {
  enter(Kind::idle);
  say(0, "pollmore");
  read_size_ = 4;
  on_readable_ = [](std::size_t number, const std::string& text) {
    return Next{text == "poll" ? Kind::parked : Kind::idle, long_time, number, text == "poll"};
  };
  run();
  EXPECT_THAT(heard_, ElementsAre("readable 0 poll"));

  room_.wake(Reason::changed);
  run();

  EXPECT_THAT(heard_, ElementsAre("readable 0 poll", "due 0 changed", "readable 0 more"));
}

}  // namespace
}  // namespace skillboard
