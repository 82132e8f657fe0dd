#include "skillboard/http/base_path.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "http/server_fixture.hpp"

namespace skillboard {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(ReadBasePath, TakesWhatFollowsTheHost) {
  for (const std::string_view root :
       {"", "https://a.example", "https://a.example/", "http://[::1]:80"}) {
    EXPECT_EQ(read_base_path(root), "/") << root;
  }
  EXPECT_EQ(read_base_path("https://a.example/talks"), "/talks/");
  EXPECT_EQ(read_base_path("https://a.example/talks/"), "/talks/");
  EXPECT_EQ(read_base_path("https://a.example:8443/A/b-c.d_e~f/"), "/A/b-c.d_e~f/");
}

TEST(ReadBasePath, RefusesWhatIsNoPlainPath) {
  for (const std::string_view odd :
       {"?",        "#",        "?talks", "#talks", "/talks?a",   "/talks/?a", "/talks/#", "//",
        "//talks/", "/talks//", "/a//b/", "/./",    "/../",       "/a/../b/",  "/a%2Fb/",  "/a b/",
        "/a;b/",    "/a,b/",    "/a=b/",  "/\"/",   "/\xc3\xbc/", "/a\\b/",    "/a\r\n/"}) {
    EXPECT_EQ(read_base_path("https://a.example" + std::string(odd)), std::nullopt) << odd;
  }
}

class BasePathTest : public testing::Test {
 protected:
  ResponsePointer ask(std::string_view path, std::string_view query = "") {
    Request request;
    request.path = path;
    request.query = query;
    return std::get<ResponsePointer>(below_.handle(request));
  }

  boost::asio::io_context loop_;
  FakeHandler handler_{loop_};
  BasePath below_{handler_, "/a/b/"};
};

TEST_F(BasePathTest, AsksAsIfTheBoardWereAtTheRoot) {
  EXPECT_EQ(ask("/a/b/")->body(), "/");
  EXPECT_EQ(ask("/a/b/c%2Fd")->body(), "/c%2Fd");
  EXPECT_EQ(ask("/a/b//c")->body(), "//c");
  EXPECT_EQ(ask("/a/b/a/b/")->body(), "/a/b/");
  EXPECT_EQ(ask("*")->body(), "*");
}

TEST_F(BasePathTest, LeadsFromThePathWithoutItsSlashToTheOneWithIt) {
  EXPECT_EQ(ask("/a/b")->status(), 308U);
  EXPECT_EQ(ask("/a/b")->find("Location"), "/a/b/");
  EXPECT_EQ(ask("/a/b", "c=d&e")->find("Location"), "/a/b/?c=d&e");
  EXPECT_THAT(handler_.heard, IsEmpty());
}

TEST_F(BasePathTest, RefusesAllElseBeforeAnybodyHearsOfIt) {
  for (const std::string_view path : {"/", "/a", "/a/", "/a/bc", "/A/b/", "/a/%62/", "//a/b/"}) {
    const ResponsePointer refused = ask(path);

    EXPECT_EQ(refused->status(), 404U) << path;
    EXPECT_THAT(std::string(refused->body()), HasSubstr("/problems/not-found"));
    EXPECT_THAT(std::string(refused->body()), HasSubstr("The board is below /a/b/."));
  }
  EXPECT_THAT(handler_.heard, IsEmpty());
}

TEST_F(BasePathTest, IsNotInTheWayWhereThereIsNoPath) {
  BasePath at_root(handler_, "/");
  Request request;
  request.path = "/location";

  EXPECT_EQ(std::get<ResponsePointer>(at_root.handle(request))->find("Location"), "/made/here");
}

TEST_F(BasePathTest, TellsWhereThingsAreByTheirWholePath) {
  EXPECT_EQ(ask("/a/b/location")->find("Location"), "/a/b/made/here");
}

TEST_F(BasePathTest, LeavesParkedPollsToTheirHandler) {
  EXPECT_EQ(below_.answer_parked(1, WakeReason::changed)->body(), "changed");
}

}  // namespace
}  // namespace skillboard
