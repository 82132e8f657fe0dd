#include "skillboard/api/write_request.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>

#include "skillboard/api/problems.hpp"

#include "api/site_fixture.hpp"

namespace skillboard {
namespace {

using boost::beast::http::verb;
using WriteRequestTest = SiteFixture;

std::string nested(std::size_t levels) {
  // The object itself is the first level.
  return R"({"presenter":"A","summary":"","x":)" + std::string(levels - 1, '[') +
         std::string(levels - 1, ']') + "}";
}

struct BodyCase {
  const char* claim;
  std::string body;
  unsigned status;
  const char* field;  // the one that is named; empty for none
};

class BodyTest : public SiteFixture, public testing::WithParamInterface<BodyCase> {};

TEST_P(BodyTest, is_judged) {
  const auto answer = put("/talks/T", GetParam().body);

  EXPECT_EQ(answer->status(), GetParam().status) << answer->body();
  if (GetParam().status >= 400) {
    EXPECT_EQ(field(answer, "Content-Type"), "application/problem+json");
    const auto problem = nlohmann::json::parse(answer->body());
    EXPECT_EQ(problem.value("field", ""), GetParam().field);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Table, BodyTest,
    testing::Values(
        BodyCase{"good", R"({"presenter":"A","summary":""})", 201, ""},
        BodyCase{"more_members", R"({"presenter":"A","summary":"","id":7})", 201, ""},
        BodyCase{"empty", "", 400, ""}, BodyCase{"cut_off", R"({"presenter":"A")", 400, ""},
        BodyCase{"more_after_it", R"({"presenter":"A","summary":""}{})", 400, ""},
        BodyCase{"array", "[]", 400, ""}, BodyCase{"text", "\"x\"", 400, ""},
        BodyCase{"null", "null", 400, ""},
        BodyCase{"not_utf8", "{\"presenter\":\"\xff\",\"summary\":\"\"}", 400, ""},
        BodyCase{"overlong_utf8", "{\"presenter\":\"\xc0\xaf\",\"summary\":\"\"}", 400, ""},
        BodyCase{"lone_surrogate", R"({"presenter":"\ud800","summary":""})", 400, ""},
        BodyCase{"as_deep_as_it_may", nested(32), 201, ""},
        BodyCase{"too_deep", nested(33), 400, ""},
        BodyCase{"no_presenter", R"({"summary":""})", 400, "presenter"},
        BodyCase{"presenter_is_a_number", R"({"presenter":1,"summary":""})", 400, "presenter"},
        BodyCase{"blank_presenter", R"({"presenter":" ","summary":""})", 400, "presenter"},
        BodyCase{"control_character", R"({"presenter":"A\u0007","summary":""})", 400, "presenter"},
        BodyCase{"no_summary", R"({"presenter":"A"})", 400, "summary"},
        BodyCase{"summary_is_null", R"({"presenter":"A","summary":null})", 400, "summary"}),
    [](const auto& info) { return info.param.claim; });

TEST_F(WriteRequestTest, has_to_be_declared_as_json_if_it_is_declared_at_all) {
  const std::string body = R"({"presenter":"A","summary":""})";

  EXPECT_EQ(put("/talks/1", body, {{"Content-Type", "application/json"}})->status(), 201U);
  EXPECT_EQ(put("/talks/2", body, {{"Content-Type", "Application/JSON; charset=utf-8"}})->status(),
            201U);
  for (const char* type : {"text/plain", "application/x-www-form-urlencoded", ""}) {
    EXPECT_EQ(put("/talks/3", body, {{"Content-Type", type}})->status(), 415U) << type;
  }
}

TEST_F(WriteRequestTest, is_refused_with_a_key_that_cannot_be_used) {
  const std::string body = R"({"presenter":"A","summary":""})";

  EXPECT_EQ(put("/talks/T", body, {{"Idempotency-Key", ""}})->status(), 400U);
  EXPECT_EQ(put("/talks/T", body, {{"Idempotency-Key", std::string(256, 'k')}})->status(), 400U);
  EXPECT_EQ(put("/talks/T", body, {{"Idempotency-Key", std::string(255, 'k')}})->status(), 201U);
}

TEST_F(WriteRequestTest, is_refused_under_a_title_that_no_browser_can_open) {
  const std::string body = R"({"presenter":"A","summary":""})";

  for (const char* path : {"/talks/.", "/talks/%2e%2E", "/talks/%20"}) {
    EXPECT_EQ(put(path, body)->status(), 422U) << path;
  }
  EXPECT_EQ(put("/talks/" + std::string(201, 't'), body)->status(), 422U);
  EXPECT_EQ(put("/talks/" + std::string(200, 't'), body)->status(), 201U);
}

TEST(Refused, names_a_time_to_try_again_when_that_makes_sense) {
  const auto busy = refused(Rejected{Refusal::too_many_waiting, {}});
  const auto broken = refused(Rejected{Refusal::journal_unavailable, {}});
  const auto full = refused(Rejected{Refusal::too_many_talks, {}});

  EXPECT_EQ(busy->status(), 503U);
  EXPECT_NE(busy->head().find("\r\nRetry-After: "), std::string_view::npos);
  EXPECT_EQ(broken->status(), 503U);
  EXPECT_NE(broken->head().find("\r\nRetry-After: "), std::string_view::npos);
  EXPECT_EQ(full->status(), 422U);
  EXPECT_EQ(full->head().find("\r\nRetry-After: "), std::string_view::npos);
}

}  // namespace
}  // namespace skillboard
