#include "skillboard/http/host_guard.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "http/server_fixture.hpp"

namespace skillboard {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class HostGuardTest : public testing::Test {
 protected:
  HostGuardTest() { hosts_.add("board.example"); }

  ResponsePointer ask(std::string_view authority) {
    HostGuard guard(handler_, hosts_);
    Request request;
    request.path = "/a";
    request.authority = authority;
    return std::get<ResponsePointer>(guard.handle(request));
  }

  boost::asio::io_context loop_;
  FakeHandler handler_{loop_};
  KnownHosts hosts_;
};

TEST_F(HostGuardTest, LetsRequestsForUsPass) {
  EXPECT_EQ(ask("board.example:80")->body(), "/a");
  EXPECT_EQ(ask("")->body(), "/a");
}

TEST_F(HostGuardTest, RefusesAllOthersBeforeAnybodyHearsOfThem) {
  const ResponsePointer refused = ask("evil.test:8000");

  EXPECT_EQ(refused->status(), 421U);
  EXPECT_FALSE(refused->closes());
  EXPECT_THAT(std::string(refused->head()), HasSubstr("421 Misdirected Request\r\n"));
  EXPECT_THAT(std::string(refused->body()), HasSubstr("/problems/not-our-host"));
  EXPECT_THAT(std::string(refused->body()), HasSubstr("evil.test:8000"));
  EXPECT_THAT(std::string(refused->body()), HasSubstr("--public-url"));
  EXPECT_THAT(handler_.heard, ElementsAre());
}

TEST_F(HostGuardTest, LeavesParkedPollsToTheirHandler) {
  HostGuard guard(handler_, hosts_);

  EXPECT_EQ(guard.answer_parked(1, WakeReason::changed)->body(), "changed");
}

}  // namespace
}  // namespace skillboard
