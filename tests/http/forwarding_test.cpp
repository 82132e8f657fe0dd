#include "skillboard/http/forwarding.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <utility>
#include <vector>

#include "http/addresses.hpp"

namespace skillboard {
namespace {

// A request that came from 10.0.0.1; 10.0.0.0/8 is trusted.
class ForwardingTest : public testing::Test {
 protected:
  ForwardingTest() { EXPECT_TRUE(options_.proxies.add("10.0.0.0/8")); }

  Asker ask(std::vector<Field> fields) {
    Request request;
    request.fields = std::move(fields);
    return read_forwarded(request, proxy_, options_);
  }

  // For whom this list in the header asks.
  std::string client(std::string_view list) {
    const bool standard = options_.header == ProxyHeader::forwarded;
    return ask({{standard ? "Forwarded" : "X-Forwarded-For", list}}).client.to_string();
  }

  const ClientAddress proxy_ = at("10.0.0.1");
  ForwardingOptions options_;
};

class XForwardedFor : public ForwardingTest {};

class Forwarded : public ForwardingTest {
 protected:
  Forwarded() { options_.header = ProxyHeader::forwarded; }
};

TEST_F(XForwardedFor, NamesTheClientAtItsRightEnd) {
  EXPECT_EQ(client("192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(client("203.0.113.9, 192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(client("2001:db8::1"), "2001:db8::1");
}

TEST_F(XForwardedFor, IsReadPastTrustedProxies) {
  EXPECT_EQ(client("203.0.113.9, 192.0.2.1, 10.0.0.2,10.9.9.9"), "192.0.2.1");
  EXPECT_EQ(client("10.0.0.3, 10.0.0.2"), "10.0.0.3");
}

TEST_F(XForwardedFor, IsOneListInAllItsFields) {
  const Asker asker = ask({{"X-Forwarded-For", "203.0.113.9"},
                           {"Host", "a"},
                           {"x-forwarded-for", "192.0.2.1, 10.0.0.3"},
                           {"X-Forwarded-For", ""},
                           {"X-Forwarded-For", " ,10.0.0.2,, "}});

  EXPECT_EQ(asker.client, at("192.0.2.1"));
}

TEST_F(XForwardedFor, MayNameThePort) {
  for (const std::string_view node : {"192.0.2.1:567", "192.0.2.1:_hidden", "[::ffff:192.0.2.1]:1",
                                      "[::ffff:192.0.2.1]", "::ffff:192.0.2.1"}) {
    EXPECT_EQ(client(node), "192.0.2.1") << node;
  }
  EXPECT_EQ(client("[2001:db8::1]:80"), "2001:db8::1");
}

TEST_F(XForwardedFor, EndsWithTheProxyThatNamesNoAddress) {
  for (const std::string_view nobody :
       {"unknown", "_hidden", "a",          "1.2.3",     "1.2.3.4 5",   "1.2.3.4:",   "1.2.3.4:x",
        "[::1",    "[::12",   "::1]",       "[1.2.3.4]", "[]",          "[",          "]",
        ":",       "[::1]80", "fe80::1%lo", "::",        "\"1.2.3.4\"", "for=1.2.3.4"}) {
    EXPECT_EQ(client(nobody), "10.0.0.1") << nobody;
    EXPECT_EQ(client("203.0.113.9, " + std::string(nobody) + ", 10.0.0.2"), "10.0.0.2") << nobody;
  }
}

TEST_F(XForwardedFor, CannotBeHiddenFromByAnOpenQuote) {
  for (const std::string_view made_up : {"\"", "\"\\", "a\"b", "\\\"", "\"x\", \""}) {
    EXPECT_EQ(client(std::string(made_up) + ", 192.0.2.1"), "192.0.2.1") << made_up;
  }
}

TEST_F(XForwardedFor, IsTheOnlyHeaderThatIsRead) {
  EXPECT_EQ(ask({{"Forwarded", "for=203.0.113.9;proto=https"}}), Asker{proxy_});
  EXPECT_EQ(ask({{"X-Real-IP", "203.0.113.9"}}), Asker{proxy_});
  EXPECT_EQ(ask({{"X_Forwarded_For", "203.0.113.9"}}), Asker{proxy_});
}

TEST_F(XForwardedFor, GoesWithXForwardedProto) {
  EXPECT_TRUE(ask({{"X-Forwarded-Proto", "https"}}).https);
  EXPECT_TRUE(ask({{"X-Forwarded-Proto", "HTTPS"}}).https);
  EXPECT_TRUE(ask({{"X-Forwarded-For", "192.0.2.1"}, {"X-Forwarded-Proto", "http,https"}}).https);
  for (const std::string_view other : {"", "http", "https, http", "httpss", "https:"}) {
    EXPECT_FALSE(ask({{"X-Forwarded-Proto", other}}).https) << other;
  }
  EXPECT_FALSE(ask({{"X-Forwarded-Proto", "https"}, {"X-Forwarded-Proto", "http"}}).https);
}

TEST_F(Forwarded, NamesTheClientAtItsRightEnd) {
  EXPECT_EQ(client("for=192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(client("for=203.0.113.9, for=192.0.2.1;by=10.0.0.1, for=10.0.0.2"), "192.0.2.1");
  EXPECT_EQ(client(R"(proto=http ; For = "[2001:db8::1]:4711")"), "2001:db8::1");
  EXPECT_EQ(client(R"(for="192.0.2.1:80";host="a,b;for=c")"), "192.0.2.1");
  EXPECT_EQ(client(R"(for="192.0.2.1";host="a\",for=1.1.1.1")"), "192.0.2.1");
  EXPECT_EQ(client(R"(for=1.1.1.1, for=192.0.2.1;host="a\"")"), "192.0.2.1");
}

TEST_F(Forwarded, EndsWithTheProxyThatNamesNoAddress) {
  for (const std::string_view nobody :
       {"for=unknown", "for=_hidden", "for=\"_x:80\"", "proto=https", "192.0.2.1", "for", "for=",
        "for=\"192.0.2.1", "for=192.0.2.1;for=192.0.2.2", "for=\"192.0.2.\\1\"", "for=\"\""}) {
    EXPECT_EQ(client(nobody), "10.0.0.1") << nobody;
    EXPECT_EQ(client("for=203.0.113.9, " + std::string(nobody) + ", for=10.0.0.2"), "10.0.0.2")
        << nobody;
  }
}

TEST_F(Forwarded, CannotBeHiddenFromByAnOpenQuote) {
  for (const std::string_view made_up : {"for=\"", "for=\"\\", "\"", "x=\"a\\\""}) {
    EXPECT_EQ(client(std::string(made_up) + ", for=192.0.2.1"), "192.0.2.1") << made_up;
  }
}

TEST_F(Forwarded, IsTheOnlyHeaderThatIsReadWhereItIsChosen) {
  const Asker asker = ask({{"X-Forwarded-For", "203.0.113.9"}, {"X-Forwarded-Proto", "https"}});

  EXPECT_EQ(asker, Asker{proxy_});
}

TEST_F(Forwarded, SaysBesideTheClientHowItAsked) {
  EXPECT_TRUE(ask({{"Forwarded", "for=192.0.2.1;proto=https"}}).https);
  EXPECT_TRUE(ask({{"Forwarded", "for=192.0.2.1;Proto=\"HTTPS\", for=10.0.0.2;proto=http"}}).https);
  EXPECT_FALSE(ask({{"Forwarded", "for=192.0.2.1;proto=http, for=10.0.0.2;proto=https"}}).https);
  EXPECT_FALSE(ask({{"Forwarded", "for=1.1.1.1;proto=https, for=192.0.2.1"}}).https);
}

class IntroductionTest : public ForwardingTest {
 protected:
  Asker introduce(const ClientAddress& peer) {
    Request request;
    request.client = at("198.51.100.1");
    request.https = true;
    request.fields = {{"X-Forwarded-For", "192.0.2.1"}, {"X-Forwarded-Proto", "https"}};
    testing::internal::CaptureStdout();
    introduction_.introduce(request, peer);
    printed_ = testing::internal::GetCapturedStdout();
    return {request.client, request.https};
  }

  Introduction introduction_{options_};
  std::string printed_;
};

TEST_F(IntroductionTest, BelievesATrustedProxy) {
  EXPECT_EQ(introduce(proxy_), (Asker{at("192.0.2.1"), true}));
}

TEST_F(IntroductionTest, BelievesNobodyElse) {
  for (const ClientAddress& peer : {at("203.0.113.9"), at("127.0.0.1"), ClientAddress()}) {
    EXPECT_EQ(introduce(peer), Asker{peer}) << peer.to_string();
  }
}

TEST_F(IntroductionTest, WarnsOnceOfAProxyOnThisMachineThatIsNotTrusted) {
  introduce(at("203.0.113.9"));
  EXPECT_EQ(printed_, "");

  introduce(at("127.0.0.1"));
  EXPECT_NE(printed_.find("--trusted-proxy 127.0.0.1"), std::string::npos) << printed_;

  introduce(at("127.0.0.1"));
  EXPECT_EQ(printed_, "");
}

TEST_F(IntroductionTest, WarnsOfOneThatCallsOverASocketFile) {
  introduce(ClientAddress());

  EXPECT_NE(printed_.find("--trusted-proxy unix"), std::string::npos) << printed_;
}

}  // namespace
}  // namespace skillboard
