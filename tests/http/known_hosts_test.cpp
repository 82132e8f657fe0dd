#include "skillboard/http/known_hosts.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace skillboard {
namespace {

TEST(KnownHosts, AreAllAddresses) {
  for (const std::string_view authority :
       {"127.0.0.1", "192.0.2.1:8000", "[::1]", "[::]:8000", "[2001:db8::1]:80", "0.0.0.0"}) {
    EXPECT_TRUE(KnownHosts().include(authority)) << authority;
  }
}

TEST(KnownHosts, AreLocalhostAndWhatIsBelowIt) {
  for (const std::string_view authority :
       {"localhost", "localhost:8000", "LocalHost.", "board.localhost", "a.b.localhost.:80"}) {
    EXPECT_TRUE(KnownHosts().include(authority)) << authority;
  }
}

TEST(KnownHosts, AreThoseNamed) {
  KnownHosts hosts;
  hosts.add("board.example");
  hosts.add("Machine.local.");
  hosts.add("[v1.a]");

  for (const std::string_view authority : {"board.example", "board.example:8443", "BOARD.example.",
                                           "board.example.:1", "machine.LOCAL", "[v1.a]:80"}) {
    EXPECT_TRUE(hosts.include(authority)) << authority;
  }
}

TEST(KnownHosts, AreNoOthers) {
  KnownHosts hosts;
  hosts.add("board.example");
  hosts.add("");

  for (const std::string_view authority : {"evil.test",
                                           "evil.test:8000",
                                           "xboard.example",
                                           "a.board.example",
                                           "board.example.evil",
                                           "board.example..",
                                           "example",
                                           "notlocalhost",
                                           "localhost.evil.test",
                                           "127.0.0.1.evil.test",
                                           "127.0.0.1.",
                                           "127.1",
                                           "0x7f000001",
                                           "2130706433",
                                           "::1",
                                           "[::1].evil.test",
                                           "[evil.test]",
                                           "[::1%25lo]",
                                           ":8000",
                                           ".",
                                           ".:80",
                                           "board%2eexample"}) {
    EXPECT_FALSE(hosts.include(authority)) << authority;
  }
}

TEST(KnownHosts, AreNotAskedForByWhatIsNoBrowser) {
  EXPECT_TRUE(KnownHosts().include(""));
}

}  // namespace
}  // namespace skillboard
