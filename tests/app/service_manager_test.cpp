#include "skillboard/app/service_manager.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdlib>
#include <map>
#include <string>

namespace skillboard {
namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;
using testing::SizeIs;

class ServiceManagerTest : public testing::Test {
 protected:
  ~ServiceManagerTest() override {
    for (const char* name : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES", "WATCHDOG_USEC",
                             "WATCHDOG_PID", "NOTIFY_SOCKET"}) {
      ::unsetenv(name);
    }
  }

  static ServiceManager manager(const std::map<std::string, std::string>& environment) {
    for (const auto& [name, value] : environment) {
      ::setenv(name.c_str(), value.c_str(), 1);
    }
    return ServiceManager::from_environment();
  }

  static std::string self() { return std::to_string(::getpid()); }
};

TEST_F(ServiceManagerTest, PassesNothingWhereThereIsNone) {
  ServiceManager none = manager({});

  EXPECT_THAT(none.take_sockets(), IsEmpty());
  EXPECT_FALSE(none.watchdog());
  none.tell("READY=1");
}

TEST_F(ServiceManagerTest, PassesSocketsByTheirNames) {
  const auto sockets =
      manager({{"LISTEN_PID", self()}, {"LISTEN_FDS", "3"}, {"LISTEN_FDNAMES", "board:admin"}})
          .take_sockets();

  ASSERT_THAT(sockets, SizeIs(3));
  EXPECT_EQ(sockets[0].descriptor, 3);
  EXPECT_EQ(sockets[0].name, "board");
  EXPECT_EQ(sockets[1].descriptor, 4);
  EXPECT_EQ(sockets[1].name, "admin");
  EXPECT_EQ(sockets[2].name, "");
}

TEST_F(ServiceManagerTest, PassesNothingThatIsForAnotherProcess) {
  EXPECT_THAT(manager({{"LISTEN_PID", "1"}, {"LISTEN_FDS", "1"}}).take_sockets(), IsEmpty());
  EXPECT_THAT(manager({{"LISTEN_FDS", "1"}}).take_sockets(), IsEmpty());
  EXPECT_THAT(manager({{"LISTEN_PID", self()}, {"LISTEN_FDS", "-1"}}).take_sockets(), IsEmpty());
  EXPECT_FALSE(manager({{"WATCHDOG_USEC", "1000000"}, {"WATCHDOG_PID", "1"}}).watchdog());
}

TEST_F(ServiceManagerTest, SaysWithinWhichTimeItWantsASignOfLife) {
  EXPECT_EQ(manager({{"WATCHDOG_USEC", "30000000"}, {"WATCHDOG_PID", self()}}).watchdog(), 30s);
  EXPECT_EQ(manager({{"WATCHDOG_USEC", "250000"}}).watchdog(), 250ms);
  EXPECT_FALSE(manager({{"WATCHDOG_USEC", "0"}}).watchdog());
  EXPECT_FALSE(manager({{"WATCHDOG_USEC", "soon"}}).watchdog());
}

TEST_F(ServiceManagerTest, LeavesNothingOfItInTheEnvironment) {
  manager({{"LISTEN_PID", self()}, {"LISTEN_FDS", "0"}, {"WATCHDOG_USEC", "1000"}});

  EXPECT_EQ(std::getenv("LISTEN_PID"), nullptr);
  EXPECT_EQ(std::getenv("LISTEN_FDS"), nullptr);
  EXPECT_EQ(std::getenv("WATCHDOG_USEC"), nullptr);
}

TEST_F(ServiceManagerTest, IsToldByADatagramInTheAbstractNameSpaceToo) {
  const std::string name = "@skillboard-test-" + self();
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  name.copy(address.sun_path, name.size());
  address.sun_path[0] = '\0';
  const int listening = ::socket(AF_UNIX, SOCK_DGRAM, 0);
  ASSERT_EQ(::bind(listening, reinterpret_cast<const sockaddr*>(&address),
                   static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size())),
            0);

  manager({{"NOTIFY_SOCKET", name}}).tell("READY=1\nSTATUS=Serving");

  std::array<char, 100> heard{};
  const ssize_t size = ::recv(listening, heard.data(), heard.size(), MSG_DONTWAIT);
  ASSERT_GT(size, 0);
  EXPECT_EQ(std::string(heard.data(), static_cast<std::size_t>(size)), "READY=1\nSTATUS=Serving");
  ::close(listening);
}

}  // namespace
}  // namespace skillboard
