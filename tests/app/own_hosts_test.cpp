#include "skillboard/app/own_hosts.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <string>

namespace skillboard {
namespace {

TEST(OwnHosts, HaveThePublicOne) {
  Options options;
  options.site.visitors.public_url = "https://board.example:8443/";
  const KnownHosts hosts = own_hosts(options);

  EXPECT_TRUE(hosts.include("board.example:8443"));
  EXPECT_TRUE(hosts.include("board.example"));
  EXPECT_FALSE(hosts.include("board.test"));
}

TEST(OwnHosts, HaveTheOneListenedOn) {
  Options options;
  options.listen.host = "board.lan";

  EXPECT_TRUE(own_hosts(options).include("board.lan:8000"));
  EXPECT_FALSE(own_hosts({}).include("board.lan:8000"));
}

TEST(OwnHosts, HaveTheNameOfTheMachine) {
  std::array<char, 256> buffer{};
  ASSERT_EQ(::gethostname(buffer.data(), buffer.size() - 1), 0);
  const std::string name = buffer.data();
  const std::string label = name.substr(0, name.find('.'));
  const KnownHosts hosts = own_hosts({});

  EXPECT_TRUE(hosts.include(name));
  EXPECT_TRUE(hosts.include(label + ":8000"));
  EXPECT_TRUE(hosts.include(label + ".local"));
}

TEST(OwnHosts, AreFewWhenNothingIsSaid) {
  EXPECT_FALSE(own_hosts({}).include("evil.test"));
  EXPECT_TRUE(own_hosts({}).include("localhost:8000"));
}

}  // namespace
}  // namespace skillboard
