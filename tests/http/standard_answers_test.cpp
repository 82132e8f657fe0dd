#include "skillboard/http/standard_answers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace skillboard {
namespace {

using testing::HasSubstr;

TEST(TooManyRequests, SayWhenToTryAgain) {
  const ResponsePointer answer = too_many_requests(std::chrono::seconds(7));

  EXPECT_EQ(answer->status(), 429U);
  EXPECT_FALSE(answer->closes());
  EXPECT_THAT(std::string(answer->head()), HasSubstr("429 Too Many Requests\r\n"));
  EXPECT_THAT(std::string(answer->head()), HasSubstr("\r\nRetry-After: 7\r\n"));
  EXPECT_THAT(std::string(answer->body()), HasSubstr("/problems/too-many-requests"));
  EXPECT_THAT(std::string(answer->body()), HasSubstr("in 7 seconds"));
}

TEST(TooManyRequests, CanCountToOne) {
  const ResponsePointer answer = too_many_requests(std::chrono::seconds(1));

  EXPECT_THAT(std::string(answer->body()), HasSubstr("in 1 second."));
}

TEST(NotOurHost, SurvivesWhateverTheHostIs) {
  const ResponsePointer answer = not_our_host("\"\\\r\n\xFF");

  EXPECT_EQ(answer->status(), 421U);
  EXPECT_THAT(std::string(answer->body()), HasSubstr(R"(\"\\\r\n)"));
}

}  // namespace
}  // namespace skillboard
