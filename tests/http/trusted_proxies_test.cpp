#include "skillboard/http/trusted_proxies.hpp"

#include <gtest/gtest.h>

#include <string_view>

#include "http/addresses.hpp"

namespace skillboard {
namespace {

TrustedProxies proxies(std::initializer_list<std::string_view> names) {
  TrustedProxies proxies;
  for (const std::string_view name : names) {
    EXPECT_TRUE(proxies.add(name)) << name;
  }
  return proxies;
}

TEST(TrustedProxies, AreNoneAtFirst) {
  EXPECT_TRUE(TrustedProxies().empty());
  EXPECT_FALSE(TrustedProxies().include(at("127.0.0.1")));
  EXPECT_FALSE(TrustedProxies().include(ClientAddress()));
}

TEST(TrustedProxies, AreTheAddressesNamed) {
  const TrustedProxies trusted = proxies({"192.0.2.1", "2001:db8::1"});

  EXPECT_FALSE(trusted.empty());
  EXPECT_TRUE(trusted.include(at("192.0.2.1")));
  EXPECT_TRUE(trusted.include(at("::ffff:192.0.2.1")));
  EXPECT_TRUE(trusted.include(at("2001:db8::1")));
  EXPECT_FALSE(trusted.include(at("192.0.2.2")));
  EXPECT_FALSE(trusted.include(at("2001:db8::2")));
  EXPECT_FALSE(trusted.include(ClientAddress()));
}

TEST(TrustedProxies, AreAllOfARange) {
  const TrustedProxies trusted = proxies({"10.1.0.0/16", "172.16.0.0/12", "fd00::/8"});

  for (const auto* inside : {"10.1.0.0", "10.1.255.255", "172.31.255.255", "fd12::1"}) {
    EXPECT_TRUE(trusted.include(at(inside))) << inside;
  }
  for (const auto* outside : {"10.0.255.255", "10.2.0.0", "172.32.0.0", "fc00::1", "fe00::"}) {
    EXPECT_FALSE(trusted.include(at(outside))) << outside;
  }
}

TEST(TrustedProxies, OfARangeNeedNotBeNamedByItsFirst) {
  EXPECT_TRUE(proxies({"10.1.2.3/8"}).include(at("10.200.0.1")));
}

TEST(TrustedProxies, CanBeEverybody) {
  EXPECT_TRUE(proxies({"0.0.0.0/0"}).include(at("203.0.113.9")));
  EXPECT_FALSE(proxies({"0.0.0.0/0"}).include(at("2001:db8::1")));
  EXPECT_TRUE(proxies({"::/0"}).include(at("2001:db8::1")));
  EXPECT_FALSE(proxies({"::/0"}).include(ClientAddress()));
}

TEST(TrustedProxies, CallOverASocketFileWhenThatIsSaid) {
  const TrustedProxies trusted = proxies({"unix"});

  EXPECT_FALSE(trusted.empty());
  EXPECT_TRUE(trusted.include(ClientAddress()));
  EXPECT_FALSE(trusted.include(at("127.0.0.1")));
}

TEST(TrustedProxies, AreNamedByNothingElse) {
  for (const std::string_view text :
       {"", "localhost", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8 ", "fd00::/129",
        "10.0.0.0/8/8", "/8", "10.0.0/8", "10.0.0.1:80", "[::1]", "UNIX", "unix:"}) {
    TrustedProxies trusted;
    const auto added = trusted.add(text);
    ASSERT_FALSE(added) << text;
    EXPECT_NE(added.error().find("does not name a proxy"), std::string::npos);
    EXPECT_TRUE(trusted.empty()) << text;
  }
}

}  // namespace
}  // namespace skillboard
