#include "skillboard/http/response.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <regex>
#include <stdexcept>

#include "skillboard/http/problem.hpp"

namespace skillboard {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

ResponseDraft draft(unsigned status, std::string text = "hello") {
  ResponseDraft made;
  made.status = status;
  made.set_body("text/plain", std::move(text));
  return made;
}

std::string head_of(ResponseDraft draft) {
  return std::string(Response(std::move(draft)).head());
}

TEST(Response, BeginsWithItsStatusLine) {
  EXPECT_THAT(head_of(draft(200)), StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(head_of(draft(422)), StartsWith("HTTP/1.1 422 Unprocessable Content\r\n"));
  EXPECT_THAT(head_of(draft(413)), StartsWith("HTTP/1.1 413 Content Too Large\r\n"));
  EXPECT_THAT(head_of(draft(505)), StartsWith("HTTP/1.1 505 HTTP Version Not Supported\r\n"));
}

TEST(Response, OfAnUnknownStatusHasNoPhrase) {
  EXPECT_THAT(head_of(draft(299)), StartsWith("HTTP/1.1 299 \r\n"));
}

TEST(Response, CarriesTheFieldsOfEveryAnswer) {
  const std::string head = head_of(draft(200));

  EXPECT_THAT(head, HasSubstr("\r\nContent-Security-Policy: default-src 'none'; script-src 'self'; "
                              "style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                              "manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
                              "form-action 'self'; frame-ancestors 'none'\r\n"));
  EXPECT_THAT(head, HasSubstr("\r\nX-Content-Type-Options: nosniff\r\n"));
  EXPECT_THAT(head, HasSubstr("\r\nReferrer-Policy: same-origin\r\n"));
  EXPECT_THAT(head, HasSubstr("\r\nCross-Origin-Opener-Policy: same-origin\r\n"));
  EXPECT_THAT(head, HasSubstr("\r\nCross-Origin-Resource-Policy: same-origin\r\n"));
  EXPECT_TRUE(std::regex_search(
      head, std::regex("\r\nPermissions-Policy: [a-z-]+=\\(\\)(, [a-z-]+=\\((self)?\\))*\r\n")));
  EXPECT_THAT(head, Not(HasSubstr("\r\nServer:")));
}

TEST(Response, EndsItsHeadWithALineAndNoEmptyOne) {
  const std::string head = head_of(draft(200));

  EXPECT_THAT(head, EndsWith("\r\n"));
  EXPECT_THAT(head, Not(HasSubstr("\r\n\r\n")));
}

TEST(Response, SaysHowLongItsBodyIs) {
  EXPECT_THAT(head_of(draft(200)), HasSubstr("\r\nContent-Length: 5\r\n"));
  EXPECT_THAT(head_of(draft(404, "")), HasSubstr("\r\nContent-Length: 0\r\n"));
  EXPECT_THAT(head_of(ResponseDraft{}), HasSubstr("\r\nContent-Length: 0\r\n"));
}

TEST(Response, HasNoBodyAndNoLengthWhereTheStatusAllowsNone) {
  for (const unsigned status : {100U, 101U, 204U, 304U}) {
    const Response response(draft(status));

    EXPECT_THAT(std::string(response.head()), Not(HasSubstr("Content-Length"))) << status;
    EXPECT_EQ(response.body(), "") << status;
  }
}

TEST(Response, SharesItsBody) {
  ResponseDraft made;
  made.body = std::make_shared<const std::string>("shared");
  const char* bytes = made.body->data();

  EXPECT_EQ(Response(made).body().data(), bytes);
}

TEST(Response, RefusesToSplitItsHead) {
  for (const std::string& value : std::initializer_list<std::string>{
           "a\r\nSet-Cookie: b", "a\n", "\r", "a\x7f", std::string(1, '\0')}) {
    EXPECT_THROW(Response(ResponseDraft{}.set("X", value)), std::invalid_argument);
  }
  EXPECT_THROW(Response(ResponseDraft{}.set("X: a\r\nY", "b")), std::invalid_argument);
  EXPECT_THROW(Response(ResponseDraft{}.set("", "b")), std::invalid_argument);
  EXPECT_NO_THROW(Response(ResponseDraft{}.set("X", "tab\there")));
}

TEST(Response, KnowsWhetherItCloses) {
  ResponseDraft made;
  made.close = true;

  EXPECT_TRUE(Response(made).closes());
  EXPECT_FALSE(Response(ResponseDraft{}).closes());
}

TEST(Response, IsMadeAnewWithAnotherValueOfOneField) {
  const Response response(draft(201).set("Location", "/a").set("X-Location", "/a").set("X", "b"));
  const Response other = response.with("Location", "/below/a");

  EXPECT_THAT(std::string(other.head()),
              HasSubstr("\r\nLocation: /below/a\r\nX-Location: /a\r\nX: b\r\n"));
  EXPECT_EQ(other.body(), response.body());
  EXPECT_EQ(response.find("Location"), "/a");
  EXPECT_THROW(response.with("Location", "/\r\nX: y"), std::invalid_argument);
}

TEST(HeadEndings, SayTheDateAndWhatBecomesOfTheConnection) {
  const std::string date =
      "Date: (Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-3][0-9] "
      "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) 20[0-9]{2} "
      "[0-2][0-9]:[0-5][0-9]:[0-6][0-9] GMT\r\n";
  HeadEndings endings;

  const auto ending = [&](HeadEndings::Connection connection) {
    return std::string(endings.ending(connection));
  };
  using enum HeadEndings::Connection;
  EXPECT_TRUE(std::regex_match(ending(persists), std::regex(date + "\r\n")));
  EXPECT_TRUE(
      std::regex_match(ending(persists_1_0), std::regex(date + "Connection: keep-alive\r\n\r\n")));
  EXPECT_TRUE(std::regex_match(ending(closes), std::regex(date + "Connection: close\r\n\r\n")));
}

TEST(HeadEndings, AgreeWithTheClock) {
  HeadEndings endings;
  const std::time_t before = std::time(nullptr);
  const std::string ending(endings.ending(HeadEndings::Connection::persists));
  const std::time_t after = std::time(nullptr);

  std::tm parsed{};
  ASSERT_NE(strptime(ending.c_str(), "Date: %a, %d %b %Y %H:%M:%S GMT", &parsed), nullptr);
  EXPECT_GE(timegm(&parsed), before);
  EXPECT_LE(timegm(&parsed), after);
}

TEST(ProblemResponse, TellsTheProblemAsJson) {
  const Response response(problem_response(
      {.status = 422, .type = "blank", .title = "It is blank", .detail = "d", .field = "title"}));

  EXPECT_EQ(response.status(), 422U);
  EXPECT_EQ(response.body(), R"({"type":"/problems/blank","title":"It is blank","status":422,)"
                             R"("detail":"d","field":"title"})");
  EXPECT_THAT(std::string(response.head()),
              HasSubstr("\r\nContent-Type: application/problem+json\r\n"));
  EXPECT_THAT(std::string(response.head()), HasSubstr("\r\nCache-Control: no-store\r\n"));
}

TEST(ProblemResponse, LeavesOutWhatIsEmpty) {
  const Response response(problem_response(
      {.status = 404, .type = "none", .title = "None", .detail = "", .field = ""}));

  EXPECT_EQ(response.body(), R"({"type":"/problems/none","title":"None","status":404})");
}

TEST(ProblemResponse, SurvivesTextThatIsNotUtf8) {
  const Response response(problem_response(
      {.status = 400, .type = "t", .title = "t", .detail = "\xff\"\n", .field = ""}));

  EXPECT_THAT(std::string(response.body()), HasSubstr(R"("detail":"�\"\n")"));
}

}  // namespace
}  // namespace skillboard
