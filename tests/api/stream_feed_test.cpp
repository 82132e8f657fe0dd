// GET /changes as Server-Sent Events.

#include "skillboard/api/stream_feed.hpp"

#include <nlohmann/json.hpp>

#include "api/site_fixture.hpp"

namespace skillboard {
namespace {

using boost::beast::http::verb;
using namespace std::chrono_literals;
using Json = nlohmann::json;

class StreamFeedTest : public SiteFixture {
 protected:
  struct Event {
    std::string id;
    std::string name;
    Json data;
  };

  Stream listen(const std::string& path, const std::string& last = "") {
    Outcome outcome =
        handle(verb::get, path, {{"Accept", "text/event-stream"}, {"Last-Event-ID", last}});
    return std::get<Stream>(std::move(outcome));
  }

  StreamPart go_on(Ticket ticket, WakeReason reason = WakeReason::changed) {
    return site.continue_stream(ticket, reason);
  }

  static std::vector<Event> events(const StreamPart& part) {
    std::vector<Event> events;
    std::istringstream lines(*part.text);
    Event event;
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("id: ")) {
        event.id = line.substr(4);
      } else if (line.starts_with("event: ")) {
        event.name = line.substr(7);
      } else if (line.starts_with("data: ")) {
        event.data = Json::parse(line.substr(6));
      } else if (line.empty() && !event.data.is_null()) {
        events.push_back(std::exchange(event, {}));
      }
    }
    return events;
  }

  void comment(const std::string& message) {
    ASSERT_EQ(
        post("/talks/T/comments", R"({"author":"Bo","message":")" + message + R"("})")->status(),
        201U);
  }
};

TEST_F(StreamFeedTest, begins_where_the_listener_is) {
  propose("T");
  comment("one");
  comment("two");

  const Stream stream = listen("/changes?since=epoch-1");

  EXPECT_EQ(field(stream.head, "Content-Type"), "text/event-stream");
  EXPECT_EQ(field(stream.head, "Cache-Control"), "no-store");
  EXPECT_EQ(field(stream.head, "X-Accel-Buffering"), "no");
  const auto told = events(stream.first);
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].id, "epoch-2");
  EXPECT_EQ(told[0].name, "");
  const auto answer = Json::parse(get("/changes?since=epoch-1")->body());
  EXPECT_EQ(told[0].data, answer.at("changes").at(0));
  EXPECT_EQ(told[1].data, answer.at("changes").at(1));
  EXPECT_EQ(stream.first.wait, 15s);
  EXPECT_FALSE(stream.first.last);
}

TEST_F(StreamFeedTest, goes_on_where_the_browser_says_that_it_is) {
  propose("T");
  comment("one");

  const auto told = events(listen("/changes?since=epoch-0", "epoch-1").first);

  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].id, "epoch-2");
}

TEST_F(StreamFeedTest, begins_with_the_whole_board_for_who_has_no_tag_of_it) {
  propose("T");
  comment("one");
  for (const char* path : {"/changes", "/changes?since=", "/changes?since=other-1",
                           "/changes?since=epoch-9", "/changes?since=epoch-x"}) {
    const auto told = events(listen(path).first);
    ASSERT_EQ(told.size(), 1U) << path;
    EXPECT_EQ(told[0].id, "epoch-2") << path;
    EXPECT_EQ(told[0].name, "board") << path;
    EXPECT_EQ(told[0].data, Json::parse(get("/changes?since=")->body()).at("board")) << path;
  }
}

TEST_F(StreamFeedTest, tells_everybody_the_same_text) {
  propose("T");
  const Ticket ticket = listen("/changes?since=epoch-1").first.ticket;
  comment("one");

  const StreamPart first = go_on(ticket);

  EXPECT_EQ(events(first).size(), 1U);
  EXPECT_EQ(go_on(ticket).text, first.text);
  EXPECT_EQ(go_on(first.ticket).text, nullptr);
  EXPECT_EQ(listen("/changes?since=epoch-1").first.text, first.text);
}

TEST_F(StreamFeedTest, gives_a_sign_of_life_to_who_hears_nothing) {
  propose("T");
  const Stream stream = listen("/changes?since=epoch-1");
  EXPECT_EQ(*stream.first.text, ":\n\n");

  EXPECT_EQ(*go_on(stream.first.ticket, WakeReason::timed_out).text, ":\n\n");
  EXPECT_EQ(go_on(stream.first.ticket, WakeReason::changed).text, nullptr);
  const StreamPart end = go_on(stream.first.ticket, WakeReason::stopping);
  EXPECT_TRUE(end.last);
  EXPECT_EQ(end.text, nullptr);
}

TEST_F(StreamFeedTest, sends_away_who_is_too_far_behind_to_come_back_for_the_board) {
  propose("T");
  const Ticket ticket = listen("/changes?since=epoch-1").first.ticket;
  for (int count = 0; count < 501; ++count) {
    comment("more");
  }

  const StreamPart end = go_on(ticket);

  EXPECT_TRUE(end.last);
  EXPECT_EQ(end.text, nullptr);
  EXPECT_EQ(events(listen("/changes", "epoch-1").first).at(0).name, "board");
}

TEST_F(StreamFeedTest, is_for_those_who_ask_for_events) {
  propose("T");
  EXPECT_EQ(field(get("/changes?since=epoch-0"), "Content-Type"), "application/json");
}

}  // namespace
}  // namespace skillboard
