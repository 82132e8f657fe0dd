// POST …/undo, /changes/undo and …/purge; PATCH of a talk, and who did it.

#include <nlohmann/json.hpp>

#include "api/site_fixture.hpp"

namespace skillboard {
namespace {

using Json = nlohmann::json;

class HistoryWritesTest : public SiteFixture {
 protected:
  static Json body(const ResponsePointer& answer) { return Json::parse(answer->body()); }

  // Who made the last change.
  Json last_by() { return body(get("/changes?limit=1")).at("changes").at(0).at("by"); }
};

TEST_F(HistoryWritesTest, an_undo_answers_with_the_change_that_it_made) {
  propose("T");
  remove("/talks/T");

  const auto answer = post("/changes/2/undo", "", {{"Board-Name", "Ana%20Mar%C3%ADa"}});

  ASSERT_EQ(answer->status(), 201U);
  EXPECT_EQ(field(answer, "Location"), "/changes/3");
  EXPECT_EQ(field(answer, "Board-Version"), "3");
  EXPECT_EQ(body(answer).at("by"), "Ana María");
  EXPECT_EQ(body(answer).at("undoes"), Json({2}));
  EXPECT_EQ(body(answer).at("steps").at(0).at("event"), "talk_restored");
  EXPECT_EQ(get("/talks/T")->status(), 200U);
}

TEST_F(HistoryWritesTest, a_refused_undo_names_the_change_in_the_way) {
  propose("T");
  remove("/talks/T");
  post("/changes/2/undo", "");

  const auto answer = post("/changes/2/undo", "");

  ASSERT_EQ(answer->status(), 409U);
  EXPECT_EQ(body(answer).at("type"), "/problems/changed-since");
  EXPECT_EQ(body(answer).at("change").at("version"), 3);
}

TEST_F(HistoryWritesTest, a_retry_gets_the_first_answer_and_undoes_nothing_more) {
  propose("T");
  remove("/talks/T");
  const Fields key{{"Idempotency-Key", "k1"}};

  const auto first = post("/changes/2/undo", "", key);
  const auto again = post("/changes/2/undo", "", key);

  EXPECT_EQ(again->status(), 201U);
  EXPECT_EQ(again->body(), first->body());
  EXPECT_EQ(board.publication()->version(), 3U);
}

TEST_F(HistoryWritesTest, a_change_that_never_was_is_not_found) {
  for (const char* path : {"/changes/1/undo", "/changes/0/undo", "/changes/x/undo",
                           "/changes/18446744073709551615/undo", "/changes/1/purge"}) {
    EXPECT_EQ(post(path, "")->status(), 404U) << path;
  }
}

TEST_F(HistoryWritesTest, all_of_one_name_is_undone_in_one_change) {
  propose("Mine");
  put("/talks/Spam", R"({"presenter":"Eve","summary":""})");
  remove("/talks/Mine", {{"Board-Name", "Eve"}});
  post("/talks/Spam/comments", R"({"author":"Bo","message":"What?"})");

  const auto answer = post("/changes/undo", R"({"by":"Eve","since":0})");

  ASSERT_EQ(answer->status(), 201U);
  EXPECT_EQ(body(answer).at("undoes"), Json({3}));
  EXPECT_EQ(body(answer).at("left"), Json({2}));
  EXPECT_EQ(post("/changes/undo", R"({"by":"Eve","since":2})")->status(), 409U);
  EXPECT_EQ(post("/changes/5/undo", "")->status(), 201U);
  EXPECT_EQ(get("/talks/Mine")->status(), 404U);
}

TEST_F(HistoryWritesTest, an_undo_of_a_name_has_to_say_whose_and_since_when) {
  for (const char* wrong :
       {"", "{}", R"({"by":"Eve"})", R"({"by":"","since":0})", R"({"by":7,"since":0})",
        R"({"by":"Eve","since":-1})", R"({"by":"Eve","since":"0"})"}) {
    EXPECT_EQ(post("/changes/undo", wrong)->status(), 400U) << wrong;
  }
}

TEST_F(HistoryWritesTest, after_a_version_that_is_yet_to_come_there_is_nothing_to_undo) {
  propose("T");

  for (const char* since : {"1", "2", "9223372036854775808", "18446744073709551615"}) {
    const std::string body = R"({"by":"Ana","since":)" + std::string(since) + "}";
    EXPECT_EQ(post("/changes/undo", body)->status(), 409U) << since;
  }
}

TEST_F(HistoryWritesTest, purging_is_for_who_wrote_it) {
  propose("T");
  post("/talks/T/comments", R"({"author":"Bo","message":"5550123"})", {device('b')});
  remove("/talks/T/comments/id2");

  EXPECT_EQ(post("/changes/3/purge", "")->status(), 403U);
  EXPECT_EQ(post("/changes/3/purge", "", {{"Board-Name", "Bo"}})->status(), 409U);
  EXPECT_EQ(post("/changes/3/purge", "", {device('e')})->status(), 403U);
  const auto answer = post("/changes/3/purge", "", {device('b')});
  EXPECT_EQ(answer->status(), 201U);
  EXPECT_EQ(body(answer).at("steps").at(0).at("event"), "purged");

  EXPECT_EQ(post("/changes/3/undo", "")->status(), 410U);
  EXPECT_EQ(get("/changes?limit=200")->body().find("5550123"), std::string_view::npos);
  const Json former = body(get("/changes/2"));
  EXPECT_EQ(former.at("by"), nullptr);
  EXPECT_FALSE(former.contains("undo"));
}

TEST_F(HistoryWritesTest, who_did_it_is_named_by_the_header_or_else_by_what_is_written) {
  put("/talks/T", R"({"presenter":"Ana","summary":""})");
  EXPECT_EQ(last_by(), "Ana");
  post("/talks/T/comments", R"({"author":"Bo","message":"Hi"})");
  EXPECT_EQ(last_by(), "Bo");
  put("/talks/T", R"({"presenter":"Ana","summary":"x"})", {{"Board-Name", "Cy"}});
  EXPECT_EQ(last_by(), "Cy");
  remove("/talks/T");
  EXPECT_EQ(last_by(), nullptr);
}

TEST_F(HistoryWritesTest, a_name_that_cannot_be_one_is_refused) {
  propose("T");
  for (const std::string& name :
       {std::string("%zz"), std::string("%00"), std::string(81, 'n'), std::string("%20")}) {
    EXPECT_EQ(remove("/talks/T", {{"Board-Name", name}})->status(), 400U) << name;
  }
}

TEST_F(HistoryWritesTest, a_renamed_talk_is_found_under_its_former_title) {
  propose("T");

  const auto renamed = patch("/talks/T", R"({"title":"New title","presenter":7})");

  EXPECT_EQ(renamed->status(), 204U);
  EXPECT_EQ(field(renamed, "Location"), "/talks/New%20title");
  EXPECT_EQ(get("/talks/T")->status(), 308U);
  EXPECT_EQ(field(get("/talks/T"), "Location"), "/talks/New%20title");
  EXPECT_EQ(field(get("/talks/T"), "Cache-Control"), "no-store");
  EXPECT_EQ(put("/talks/T", R"({"presenter":"Ana","summary":"edited"})")->status(), 204U);
  EXPECT_EQ(
      put("/talks/T", R"({"presenter":"Bo","summary":""})", {{"If-None-Match", "*"}})->status(),
      201U);
  EXPECT_EQ(get("/talks/T")->status(), 200U);
}

TEST_F(HistoryWritesTest, a_title_that_cannot_be_taken_is_refused) {
  propose("T");
  propose("U");

  const auto taken = patch("/talks/T", R"({"title":"U"})");
  EXPECT_EQ(taken->status(), 409U);
  EXPECT_EQ(body(taken).at("field"), "title");
  EXPECT_EQ(patch("/talks/T", R"({"title":".."})")->status(), 422U);
  EXPECT_EQ(patch("/talks/T", R"({"presenter":"Bo"})")->status(), 400U);
  EXPECT_EQ(patch("/talks/None", R"({"title":"V"})")->status(), 404U);
  EXPECT_EQ(patch("/talks/T", R"({"title":"V"})", {{"If-Match", "\"epoch-9\""}})->status(), 412U);
  EXPECT_EQ(patch("/talks/T", R"({"title":"V"})", {{"Content-Type", "text/plain"}})->status(),
            415U);
  EXPECT_EQ(
      patch("/talks/T", R"({"title":"V"})", {{"Content-Type", "application/merge-patch+json"}})
          ->status(),
      204U);
}

}  // namespace
}  // namespace skillboard
