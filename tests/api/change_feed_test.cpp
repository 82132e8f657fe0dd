// GET /changes: following the board, and reading its history.

#include "skillboard/api/change_feed.hpp"

#include <nlohmann/json.hpp>

#include "api/site_fixture.hpp"

namespace skillboard {
namespace {

using boost::beast::http::verb;
using namespace std::chrono_literals;
using Json = nlohmann::json;

class ChangeFeedTest : public SiteFixture {
 protected:
  Json read(const std::string& path) { return Json::parse(get(path)->body()); }

  std::vector<Version> versions(const std::string& path) {
    std::vector<Version> versions;
    const Json answer = read(path);
    for (const Json& change : answer.at("changes")) {
      versions.push_back(change.at("version"));
    }
    return versions;
  }

  std::optional<Park> poll(const std::string& path, const char* wait = "wait=30") {
    Outcome outcome = handle(verb::get, path, {{"Prefer", wait}});
    auto* park = std::get_if<Park>(&outcome);
    return park == nullptr ? std::nullopt : std::optional(std::move(*park));
  }

  void comment(const std::string& message, const std::string& author = "Bo") {
    ASSERT_EQ(post("/talks/T/comments",
                   R"({"author":")" + author + R"(","message":")" + message + R"("})")
                  ->status(),
              201U);
  }
};

using Versions = std::vector<Version>;

TEST_F(ChangeFeedTest, tells_what_came_after_a_tag) {
  propose("T");
  comment("one");
  comment("two");

  EXPECT_EQ(versions("/changes?since=epoch-1"), (Versions{2, 3}));
  const auto answer = get("/changes?since=epoch-2");
  EXPECT_EQ(field(answer, "ETag"), "\"epoch-3\"");
  EXPECT_EQ(field(answer, "Cache-Control"), "no-store");
  const Json body = Json::parse(answer->body());
  EXPECT_EQ(body.at("tag"), "epoch-3");
  EXPECT_EQ(body.at("changes").at(0).at("by"), "Bo");
  EXPECT_EQ(body.at("changes").at(0).at("steps").at(0).at("content").at("message"), "two");
}

TEST_F(ChangeFeedTest, knows_a_tag_in_every_form_that_a_proxy_gives_it) {
  propose("T");
  comment("one");

  for (const char* tag : {"epoch-1", "%22epoch-1%22", "W/%22epoch-1%22", "%22epoch-1-gzip%22",
                          "%22epoch-1;gzip%22", "epoch-1-br"}) {
    EXPECT_EQ(versions(std::string("/changes?since=") + tag), Versions{2}) << tag;
  }
}

TEST_F(ChangeFeedTest, gives_the_whole_board_to_who_has_no_tag_of_it) {
  propose("T");
  comment("one");

  for (const char* tag : {"", "0", "other-1", "epoch-3", "epoch-", "epoch-x", "epoch-1x", "poch-1",
                          "epoch1", "epoch--1"}) {
    const Json answer = read(std::string("/changes?since=") + tag);
    EXPECT_EQ(answer.at("tag"), "epoch-2") << tag;
    const Json& talk = answer.at("board").at("talks").at(0);
    EXPECT_EQ(talk.at("place"), 1) << tag;
    EXPECT_EQ(talk.at("comments").at(0).at("place"), 2) << tag;
  }
}

TEST_F(ChangeFeedTest, is_parked_while_there_is_nothing_newer) {
  propose("T");
  const auto parked = poll("/changes?since=epoch-1");

  ASSERT_TRUE(parked);
  EXPECT_EQ(parked->wait, 30s);
  const auto over = site.answer_parked(parked->ticket, WakeReason::timed_out);
  EXPECT_EQ(over->status(), 304U);
  EXPECT_EQ(field(over, "ETag"), "\"epoch-1\"");
  EXPECT_EQ(field(over, "Preference-Applied"), "wait=30");
  EXPECT_EQ(over, site.answer_parked(parked->ticket, WakeReason::timed_out)) << "made once for all";

  comment("one");
  const auto answer = site.answer_parked(parked->ticket, WakeReason::changed);
  EXPECT_EQ(answer->status(), 200U);
  EXPECT_EQ(field(answer, "Preference-Applied"), "wait=30");
  EXPECT_EQ(Json::parse(answer->body()).at("changes").size(), 1U);
  EXPECT_EQ(answer, site.answer_parked(parked->ticket, WakeReason::changed)) << "made once for all";
}

TEST_F(ChangeFeedTest, is_not_parked_without_being_asked_to) {
  propose("T");

  EXPECT_FALSE(poll("/changes?since=epoch-1", "wait=0"));
  EXPECT_FALSE(poll("/changes?since=epoch-0"));
  EXPECT_EQ(read("/changes?since=epoch-1"), (Json{{"tag", "epoch-1"}, {"changes", Json::array()}}));
}

TEST_F(ChangeFeedTest, asks_to_be_asked_again_when_a_parked_poll_missed_more_than_is_at_hand) {
  propose("T");
  post("/talks/T/comments", R"({"author":"Bo","message":"my number"})", {device('b')});
  remove("/talks/T/comments/id2");
  const auto parked = poll("/changes?since=epoch-3");
  ASSERT_TRUE(parked);
  comment("between", "Cy");
  // What purges makes the changes at hand be forgotten.
  ASSERT_EQ(post("/changes/3/purge", "", {device('b')})->status(), 201U);

  const auto answer = site.answer_parked(parked->ticket, WakeReason::changed);

  EXPECT_EQ(Json::parse(answer->body()), (Json{{"tag", "epoch-3"}, {"changes", Json::array()}}));
  EXPECT_EQ(versions("/changes?since=epoch-3"), (Versions{4, 5}));
}

TEST_F(ChangeFeedTest, reads_what_is_long_past_from_the_journal_in_portions) {
  propose("T");
  for (int i = 0; i < 1'200; ++i) {
    ASSERT_EQ(
        put("/talks/T", R"({"presenter":"Ana","summary":")" + std::to_string(i) + "\"}")->status(),
        204U);
  }

  const Json first = read("/changes?since=epoch-0");
  EXPECT_EQ(first.at("changes").size(), 500U);
  EXPECT_EQ(first.at("tag"), "epoch-500");
  const Json second = read("/changes?since=epoch-500");
  EXPECT_EQ(second.at("changes").at(0).at("version"), 501);
  EXPECT_EQ(second.at("tag"), "epoch-1000");
  EXPECT_EQ(read("/changes?since=epoch-1000").at("tag"), "epoch-1201");
}

TEST_F(ChangeFeedTest, pages_through_the_history_from_the_newest_on) {
  propose("T");
  comment("one");
  comment("two", "Cy");
  comment("three");

  EXPECT_EQ(versions("/changes"), (Versions{4, 3, 2, 1}));
  EXPECT_EQ(versions("/changes?limit=2"), (Versions{4, 3}));
  EXPECT_EQ(read("/changes?limit=2").at("next"), 3);
  EXPECT_EQ(versions("/changes?before=3"), (Versions{2, 1}));
  EXPECT_EQ(read("/changes?before=3").at("next"), nullptr);
  EXPECT_EQ(versions("/changes?by=Bo"), (Versions{4, 2}));
  EXPECT_EQ(versions("/changes?talk=id1&by=Cy"), Versions{3});
  EXPECT_EQ(versions("/changes?talk=other"), Versions{});
}

TEST_F(ChangeFeedTest, refuses_a_query_that_it_cannot_read) {
  for (const char* query : {"before=x", "before=-1", "limit=many", "by=%FF", "before="}) {
    EXPECT_EQ(get(std::string("/changes?") + query)->status(), 400U) << query;
  }
}

TEST_F(ChangeFeedTest, tells_one_change_with_what_is_in_the_way) {
  propose("T");
  put("/talks/T", R"({"presenter":"Ana","summary":"a"})");
  put("/talks/T", R"({"presenter":"Ana","summary":"b"})");

  EXPECT_EQ(read("/changes/2").at("in_the_way"), 3);
  EXPECT_FALSE(read("/changes/3").contains("in_the_way"));
  EXPECT_EQ(read("/changes/3").at("undo"), "changes/3/undo");
  EXPECT_EQ(get("/changes/4")->status(), 404U);
  EXPECT_EQ(get("/changes/0")->status(), 404U);
}

}  // namespace
}  // namespace skillboard
