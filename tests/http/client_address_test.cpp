#include "skillboard/http/client_address.hpp"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <cstring>
#include <string>
#include <string_view>

#include "http/addresses.hpp"

namespace skillboard {
namespace {

template <typename Address>
ClientAddress peer(const Address& address) {
  sockaddr_storage storage{};
  std::memcpy(&storage, &address, sizeof address);
  return ClientAddress::of_peer(storage);
}

TEST(ClientAddress, IsWrittenAsItIsUsuallyWritten) {
  for (const std::string_view text : {"192.0.2.1", "0.0.0.0", "255.255.255.255", "2001:db8::1",
                                      "::1", "fe80::1:2:3:4", "1:2:3:4:5:6:7:8"}) {
    EXPECT_EQ(at(text).to_string(), text);
  }
  EXPECT_EQ(at("2001:DB8:0::0:1").to_string(), "2001:db8::1");
}

TEST(ClientAddress, OfIPv4IsTheSameWhenItIsMapped) {
  EXPECT_EQ(at("::ffff:192.0.2.1"), at("192.0.2.1"));
  EXPECT_EQ(at("::ffff:c000:201").to_string(), "192.0.2.1");
  EXPECT_NE(at("::192.0.2.1"), at("192.0.2.1"));
}

TEST(ClientAddress, IsReadFromNothingElse) {
  for (const std::string_view text :
       {"", " ", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.256", "1.2.3.4 ", "0x7f.1", "127.1", "a",
        "::1%lo", "[::1]", ":::", "1.2.3.4:80", "12345::", "::1::"}) {
    EXPECT_FALSE(read_ip_address(text)) << text;
  }
}

TEST(ClientAddress, IsThatOfTheAcceptedConnection) {
  sockaddr_in ipv4{};
  ipv4.sin_family = AF_INET;
  ::inet_pton(AF_INET, "192.0.2.7", &ipv4.sin_addr);
  sockaddr_in6 ipv6{};
  ipv6.sin6_family = AF_INET6;
  ::inet_pton(AF_INET6, "2001:db8::7", &ipv6.sin6_addr);
  sockaddr_in6 mapped = ipv6;
  ::inet_pton(AF_INET6, "::ffff:192.0.2.7", &mapped.sin6_addr);

  EXPECT_EQ(peer(ipv4), at("192.0.2.7"));
  EXPECT_EQ(peer(ipv6), at("2001:db8::7"));
  EXPECT_EQ(peer(mapped), at("192.0.2.7"));
}

TEST(ClientAddress, IsUnknownWithoutIP) {
  sockaddr_storage local{};
  local.ss_family = AF_UNIX;

  EXPECT_FALSE(ClientAddress::of_peer(local).is_known());
  EXPECT_EQ(ClientAddress().to_string(), "unknown");
  EXPECT_EQ(ClientAddress().network(), "unknown");
  EXPECT_EQ(ClientAddress().key(), uncounted);
}

TEST(ClientAddress, IsCountedByItselfInIPv4) {
  EXPECT_EQ(at("192.0.2.1").key(), at("::ffff:192.0.2.1").key());
  EXPECT_NE(at("192.0.2.1").key(), at("192.0.2.2").key());
  EXPECT_EQ(at("192.0.2.1").network(), "192.0.2.1");
}

TEST(ClientAddress, IsCountedWithItsNetworkInIPv6) {
  EXPECT_EQ(at("2001:db8:0:1::1").key(), at("2001:db8:0:1:ffff:ffff:ffff:ffff").key());
  EXPECT_NE(at("2001:db8:0:1::1").key(), at("2001:db8:0:2::1").key());
  EXPECT_EQ(at("2001:db8:0:1::1").network(), "2001:db8:0:1::/64");
  EXPECT_EQ(at("2001:db8:1:2:3:4:5:6").network(), "2001:db8:1:2::/64");
}

TEST(ClientAddress, IsCountedWheneverItIsKnown) {
  for (const std::string_view text : {"::1", "0.0.0.0", "127.0.0.1", "::ffff", "0:0:0:0:1::"}) {
    EXPECT_NE(at(text).key(), uncounted) << text;
  }
  EXPECT_NE(at("::1").key(), at("127.0.0.1").key());
}

TEST(ClientAddress, KnowsTheMachineItself) {
  for (const std::string_view text : {"127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"}) {
    EXPECT_TRUE(at(text).is_loopback()) << text;
  }
  for (const std::string_view text : {"128.0.0.1", "::2", "7f00::1"}) {
    EXPECT_FALSE(at(text).is_loopback()) << text;
  }
  EXPECT_FALSE(ClientAddress().is_loopback());
}

}  // namespace
}  // namespace skillboard
