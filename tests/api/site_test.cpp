#include "skillboard/api/site.hpp"

#include "api/site_fixture.hpp"

namespace skillboard {
namespace {

using boost::beast::http::verb;
using SiteTest = SiteFixture;

TEST_F(SiteTest, a_talk_is_proposed_then_edited_under_the_same_address) {
  const auto proposed = put("/talks/a%2Fb%20%C3%BC", R"({"presenter":"Ana","summary":"x"})");
  const auto edited = put("/talks/a%2Fb%20%C3%BC", R"({"presenter":"Ana","summary":"y"})");

  EXPECT_EQ(proposed->status(), 201U);
  EXPECT_EQ(field(proposed, "Location"), "/talks/a%2Fb%20%C3%BC");
  EXPECT_EQ(field(proposed, "Board-Version"), "1");
  EXPECT_EQ(edited->status(), 204U);
  EXPECT_EQ(field(edited, "Board-Version"), "2");
  EXPECT_NE(get("/talks/a%2Fb%20%C3%BC")->body().find(R"("title":"a/b ü")"),
            std::string_view::npos);
}

TEST_F(SiteTest, a_comment_is_told_with_its_address) {
  propose("T");

  const auto written = post("/talks/T/comments", R"({"author":"Bo","message":"Hi","evil":1})");

  EXPECT_EQ(written->status(), 201U);
  EXPECT_EQ(field(written, "Location"), "/talks/T/comments/id2");
  EXPECT_EQ(written->body(),
            R"({"id":"id2","author":"Bo","message":"Hi","written":"2023-11-14T22:13:20.000Z"})");
  EXPECT_EQ(get("/talks/T")->body().find("evil"), std::string_view::npos);
}

TEST_F(SiteTest, removing_what_is_not_there_is_fine) {
  propose("T");

  EXPECT_EQ(remove("/talks/T")->status(), 204U);
  const auto again = remove("/talks/T");

  EXPECT_EQ(again->status(), 204U);
  EXPECT_EQ(field(again, "Board-Version"), "2");
  EXPECT_EQ(board.publication()->version(), 2U);
}

TEST_F(SiteTest, if_none_match_star_creates_only) {
  propose("T");

  const auto refused =
      put("/talks/T", R"({"presenter":"Bo","summary":""})", {{"If-None-Match", "*"}});

  EXPECT_EQ(refused->status(), 412U);
  EXPECT_EQ(board.publication()->find("T")->talk->presenter, "Ana");
}

TEST_F(SiteTest, if_match_edits_only_what_it_names) {
  propose("T");
  const std::string tag = field(get("/talks/T"), "ETag").value();
  const std::string body = R"({"presenter":"Bo","summary":""})";

  EXPECT_EQ(put("/talks/T", body, {{"If-Match", tag}})->status(), 204U);
  EXPECT_EQ(put("/talks/T", body, {{"If-Match", tag}})->status(), 412U);
  EXPECT_EQ(put("/talks/T", body, {{"If-Match", "W/\"epoch-2\""}})->status(), 412U);
  EXPECT_EQ(put("/talks/New", body, {{"If-Match", "*"}})->status(), 412U);
  EXPECT_EQ(remove("/talks/T", {{"If-Match", tag}})->status(), 412U);
}

TEST_F(SiteTest, a_retry_gets_the_first_answer_again) {
  propose("T");
  const Fields key{{"Idempotency-Key", "k"}};
  const std::string body = R"({"author":"Bo","message":"Hi"})";

  const auto first = post("/talks/T/comments", body, key);
  const auto second = post("/talks/T/comments", body, key);
  const auto other = post("/talks/T/comments", R"({"author":"Bo","message":"Ho"})", key);

  EXPECT_EQ(first->body(), second->body());
  EXPECT_EQ(field(first, "Board-Version"), field(second, "Board-Version"));
  EXPECT_EQ(other->status(), 422U);
  EXPECT_EQ(board.publication()->find("T")->talk->comments.size(), 1U);
}

TEST_F(SiteTest, each_resource_says_what_can_be_done_there) {
  struct Row {
    const char* path;
    verb refused;
    const char* allowed;
  };

  const Row rows[] = {
      {"/talks", verb::put, "GET, HEAD, OPTIONS"},
      {"/talks/T", verb::post, "GET, HEAD, PUT, PATCH, DELETE, OPTIONS"},
      {"/talks/T/comments", verb::get, "POST, OPTIONS"},
      {"/talks/T/comments/1", verb::patch, "PUT, DELETE, OPTIONS"},
      {"/", verb::post, "GET, HEAD, OPTIONS"},
  };
  for (const Row& row : rows) {
    const auto refused = ask(row.refused, row.path);
    EXPECT_EQ(refused->status(), 405U) << row.path;
    EXPECT_EQ(field(refused, "Allow"), row.allowed) << row.path;
    const auto options = ask(verb::options, row.path);
    EXPECT_EQ(options->status(), 204U) << row.path;
    EXPECT_EQ(field(options, "Allow"), row.allowed) << row.path;
  }
}

TEST_F(SiteTest, a_page_of_another_site_may_read_but_not_write) {
  const Fields elsewhere{{"Origin", "https://evil.example"}};

  EXPECT_EQ(get("/talks", elsewhere)->status(), 200U);
  EXPECT_EQ(put("/talks/T", R"({"presenter":"Ana","summary":""})", elsewhere)->status(), 403U);
  EXPECT_EQ(remove("/talks/T", {{"Sec-Fetch-Site", "cross-site"}})->status(), 403U);
}

TEST_F(SiteTest, paths_that_are_nothing_get_a_problem_or_the_404_page) {
  const char* const problems[] = {"/talks/",  "/talks/T/other", "/talks/T/comments/1/2",
                                  "/talks//", "/changes/x",     "/changes/7/redo"};
  for (const char* path : problems) {
    const auto answer = get(path);
    EXPECT_EQ(answer->status(), 404U) << path;
    EXPECT_EQ(field(answer, "Content-Type"), "application/problem+json") << path;
  }
  EXPECT_EQ(get("/talks/%zz")->status(), 400U);
  EXPECT_EQ(get("/talks/a%00b")->status(), 400U);
  EXPECT_EQ(get("/talks/No%20such")->status(), 404U);
  EXPECT_EQ(get("//")->status(), 404U);
  EXPECT_EQ(get("/")->status(), 200U);
}

TEST_F(SiteTest, a_talk_is_revalidated_by_its_own_tag) {
  propose("T");
  propose("Other");
  const std::string tag = field(get("/talks/T"), "ETag").value();

  EXPECT_EQ(tag, "\"epoch-1\"");
  EXPECT_EQ(get("/talks/T", {{"If-None-Match", "W/" + tag}})->status(), 304U);
  EXPECT_EQ(get("/talks/T", {{"If-None-Match", "\"epoch-2\""}})->status(), 200U);
}

}  // namespace
}  // namespace skillboard
