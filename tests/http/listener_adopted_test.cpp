#include <fcntl.h>
#include <gmock/gmock.h>

#include "http/listener_fixture.hpp"

namespace skillboard {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

// A listener on a socket that another program holds.
class AdoptedListenerTest : public ListenerFixture {
 protected:
  // The other program's descriptor of a socket that listens on a port of the loopback address.
  static int listening_socket() {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    EXPECT_EQ(::listen(socket, 16), 0);
    return socket;
  }
};

TEST_F(AdoptedListenerTest, AcceptsAsFromItsOwn) {
  ASSERT_TRUE(adopt(listening_socket()));
  listener_->start();

  EXPECT_TRUE(call());
  run();

  ASSERT_THAT(accepted_, SizeIs(1));
  EXPECT_NE(::fcntl(accepted_[0], F_GETFL) & O_NONBLOCK, 0);
  EXPECT_TRUE(peers_[0].is_loopback());
}

TEST_F(AdoptedListenerTest, LeavesToTheNextOneWhoHasCalledMeanwhile) {
  const int kept = listening_socket();
  ASSERT_TRUE(adopt(::dup(kept)));
  listener_->start();
  EXPECT_TRUE(call());

  listener_->stop();
  run();
  EXPECT_THAT(accepted_, SizeIs(0));

  ASSERT_TRUE(adopt(kept));
  listener_->start();
  run();
  EXPECT_THAT(accepted_, SizeIs(1));
}

TEST_F(AdoptedListenerTest, RefusesWhatDoesNotListen) {
  for (const int type : {SOCK_STREAM, SOCK_DGRAM}) {
    const auto adopted = adopt(::socket(AF_INET, type, 0));

    ASSERT_FALSE(adopted);
    EXPECT_THAT(adopted.error(), HasSubstr("does not listen."));
  }
  EXPECT_FALSE(adopt(::open("/dev/null", O_RDONLY | O_CLOEXEC)));
}

}  // namespace
}  // namespace skillboard
