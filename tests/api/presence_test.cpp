#include "skillboard/api/presence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace skillboard {
namespace {

using namespace std::chrono_literals;
using Json = nlohmann::json;
using testing::ElementsAre;
using testing::IsEmpty;

class PresenceTest : public testing::Test {
 protected:
  static constexpr PresenceLimits limits{.pages = 3,
                                         .talks_per_page = 2,
                                         .names_told = 2,
                                         .pause = 50ms,
                                         .writing = 40ms,
                                         .lease = 80ms,
                                         .lease_of_gone = 20ms};
  static constexpr auto for_a_lease = Presence::Lasts::for_a_lease;

  void settle(std::chrono::milliseconds time = 0ms) {
    loop.restart();
    loop.run_for(time + 1ms);
  }

  // What the page is told, each talk as "talk: here / writing".
  std::vector<std::string> news(const std::string& page) {
    std::vector<std::string> told;
    for (const std::string& text : presence.news(page, heard[page])) {
      const Json json = Json::parse(text);
      std::string line = json["talk"].get<std::string>() + ":";
      for (const Json& name : json["here"]) {
        line += " " + name.get<std::string>();
      }
      if (json["more"] != 0) {
        line += " +" + json["more"].dump();
      }
      for (const Json& name : json["writing"]) {
        line += " / " + name.get<std::string>();
      }
      told.push_back(line);
    }
    return told;
  }

  boost::asio::io_context loop{1};
  Presence presence{loop, limits};
  std::map<std::string, Presence::Heard> heard;
};

TEST_F(PresenceTest, TellsWhoComesAndGoes) {
  presence.look("a", {"Ann", {"T"}, ""});
  settle();
  EXPECT_THAT(news("a"), ElementsAre("T: Ann"));
  EXPECT_THAT(news("a"), IsEmpty());
  presence.look("b", {"Ben", {"T"}, "T"});
  settle(60ms);
  EXPECT_THAT(news("a"), ElementsAre("T: Ann Ben"));  // no longer writing by then
  EXPECT_THAT(news("b"), ElementsAre("T: Ann Ben"));
  presence.forget("b");
  settle(60ms);
  EXPECT_THAT(news("a"), ElementsAre("T: Ann"));
  EXPECT_THAT(news("b"), IsEmpty());
  presence.forget("a");
  EXPECT_EQ(presence.rooms(), 0U);
  EXPECT_EQ(presence.pages(), 0U);
}

TEST_F(PresenceTest, TellsOfATalkOnceInAPause) {
  presence.look("a", {"Ann", {"T"}, ""});
  settle();
  news("a");
  int told = 0;
  const std::size_t subscription = presence.subscribe("a", [&] { ++told; });
  for (int i = 0; i < 10; ++i) {
    presence.look("b", {"Ben", {"T"}, i % 2 == 0 ? "T" : ""});
    settle(1ms);
  }
  EXPECT_LE(told, 1);
  settle(60ms);
  EXPECT_THAT(news("a"), ElementsAre("T: Ann Ben"));
  EXPECT_LE(told, 2);
  presence.unsubscribe("a", subscription);
  presence.forget("b");
  settle(60ms);
  EXPECT_LE(told, 2);
}

TEST_F(PresenceTest, TellsNobodyWhatIsSaidAgain) {
  presence.look("a", {"Ann", {"T"}, ""}, for_a_lease);
  settle();
  news("a");
  presence.look("a", {"Ann", {"T"}, ""}, for_a_lease);
  settle(60ms);
  EXPECT_FALSE(presence.has_news("a", heard["a"]));
}

TEST_F(PresenceTest, ForgetsWhoseLeaseIsOver) {
  presence.look("a", {"Ann", {"T"}, ""}, for_a_lease);
  presence.look("b", {"Ben", {"T"}, ""});
  settle(50ms);
  presence.look("a", {"Ann", {"T"}, ""}, for_a_lease);
  settle(50ms);
  EXPECT_EQ(presence.pages(), 2U);
  settle(200ms);
  EXPECT_EQ(presence.pages(), 1U);
  EXPECT_THAT(news("b"), ElementsAre("T: Ben"));
}

TEST_F(PresenceTest, ForgetsSoonWhoListensNoMore) {
  presence.look("a", {"Ann", {"T"}, ""}, for_a_lease);
  const std::size_t first = presence.subscribe("a", [] {});
  const std::size_t second = presence.subscribe("a", [] {});
  presence.unsubscribe("a", first);
  settle(40ms);
  EXPECT_EQ(presence.pages(), 1U);
  presence.unsubscribe("a", second);
  const std::size_t again = presence.subscribe("a", [] {});
  settle(40ms);
  EXPECT_EQ(presence.pages(), 1U);
  presence.unsubscribe("a", again);
  settle(60ms);
  EXPECT_EQ(presence.pages(), 0U);
}

TEST_F(PresenceTest, HoldsNobodyForWritingWhoHasStopped) {
  presence.look("a", {"Ann", {"T"}, "T"});
  settle();
  EXPECT_THAT(news("a"), ElementsAre("T: Ann / Ann"));
  settle(120ms);
  EXPECT_THAT(news("a"), ElementsAre("T: Ann"));
}

TEST_F(PresenceTest, TellsWhoBeginsToLookWhatOthersKnow) {
  presence.look("a", {"Ann", {"T"}, ""});
  settle(60ms);
  presence.look("b", {"", {"T"}, ""});
  settle(60ms);
  EXPECT_THAT(news("b"), ElementsAre("T: Ann"));
}

TEST_F(PresenceTest, IsBounded) {
  presence.look("a", {"Ann", {"T", "T", "", "U", "V"}, ""});
  presence.look("b", {"Ben", {"T"}, ""});
  presence.look("c", {"Cleo", {"T"}, ""});
  EXPECT_EQ(presence.rooms(), 2U);
  EXPECT_FALSE(presence.look("d", {"Dora", {"T"}, ""}));
  EXPECT_TRUE(presence.look("c", {"Cleo", {"T"}, ""}));
  settle(60ms);
  EXPECT_THAT(news("a"), ElementsAre("T: Ann Ben +1", "U: Ann"));
  presence.look("c", {"Cleo", {}, ""});
  EXPECT_TRUE(presence.look("d", {"Dora", {"T"}, ""}));
}

TEST_F(PresenceTest, NamesAPersonOnce) {
  presence.look("a", {"Ann", {"T"}, ""});
  presence.look("b", {" ANN", {"T"}, "T"});
  settle();
  EXPECT_THAT(news("a"), ElementsAre("T: Ann /  ANN"));
}

}  // namespace
}  // namespace skillboard
