// What a WebSocket remembers between two messages; what is said over it, see end_to_end/live.

#include "skillboard/api/live_socket.hpp"

#include <nlohmann/json.hpp>

#include "skillboard/http/websocket_frames.hpp"

#include "api/site_fixture.hpp"

namespace skillboard {
namespace {

using boost::beast::http::verb;
using Json = nlohmann::json;

class LiveSocketTest : public SiteFixture {
 protected:
  Stream open(const Fields& more = {}) {
    Fields fields{{"Upgrade", "websocket"},
                  {"Connection", "Upgrade"},
                  {"Sec-WebSocket-Version", "13"},
                  {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}};
    fields.insert(fields.end(), more.begin(), more.end());
    return std::get<Stream>(handle(verb::get, "/changes", fields));
  }
};

TEST_F(LiveSocketTest, GoesWhenPingsAreNotAnswered) {
  const Stream stream = open();
  EXPECT_TRUE(stream.websocket);
  Follower& socket = *stream.follower;
  for (int i = 0; i < 2; ++i) {
    const StreamPart part = socket.go_on(WakeReason::timed_out);
    EXPECT_FALSE(part.last);
    EXPECT_TRUE(part.text->starts_with(ping_frame()));
    EXPECT_EQ(part.wait, std::chrono::seconds(15));
  }
  socket.heard();
  EXPECT_FALSE(socket.go_on(WakeReason::timed_out).last);
  EXPECT_FALSE(socket.go_on(WakeReason::timed_out).last);
  EXPECT_TRUE(socket.go_on(WakeReason::timed_out).last);
}

TEST_F(LiveSocketTest, TellsAllWhoListenTheSameText) {
  propose("T");
  const Stream first = open();
  const Stream second = open();
  propose("U");
  const StreamPart part = first.follower->go_on(WakeReason::changed);
  ASSERT_NE(part.text, nullptr);
  EXPECT_EQ(part.text, second.follower->go_on(WakeReason::changed).text);
  EXPECT_EQ(first.follower->go_on(WakeReason::changed).text, nullptr);
}

TEST_F(LiveSocketTest, IsToldToComeAgainWhenItIsTooFarBehind) {
  propose("T");
  const Stream stream = open();
  for (int i = 0; i < 600; ++i) {
    put("/talks/T", R"({"presenter":"A","summary":")" + std::to_string(i) + R"("})");
  }
  const StreamPart part = stream.follower->go_on(WakeReason::changed);
  EXPECT_TRUE(part.last);
  EXPECT_EQ(*part.text, close_frame(CloseCode::try_again_later));
}

TEST_F(LiveSocketTest, KeepsOfACallerWhatMattersAlone) {
  Request request;
  request.fields = {{"Cookie", "a=1; skillboard-device=x; b=2"},
                    {"Cookie", "__Host-skillboard-admission=y"},
                    {"User-Agent", "Firefox"},
                    {"Accept", "text/html"},
                    {"Remote-User", "Ann"},
                    {"Remote-User", "Eve"}};
  request.authority = "board.example";
  request.from_proxy = request.https = true;
  const Caller caller(request, "Remote-User");
  const Request kept = caller.request();
  EXPECT_EQ(kept.find("Cookie"), "skillboard-device=x; __Host-skillboard-admission=y");
  EXPECT_EQ(kept.find("User-Agent"), "Firefox");
  EXPECT_FALSE(kept.has("Accept"));
  EXPECT_EQ(kept.fields.size(), 4U);  // of two names that are said, neither is believed
  EXPECT_EQ(kept.authority, "board.example");
  EXPECT_TRUE(kept.from_proxy && kept.https);
}

}  // namespace
}  // namespace skillboard
