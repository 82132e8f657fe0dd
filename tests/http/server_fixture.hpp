#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "skillboard/http/server.hpp"

namespace skillboard {

struct Answer {
  unsigned status = 0;
  std::string head;
  std::string body;

  bool says(std::string_view line) const { return head.find(line) != std::string::npos; }
};

// The answers that are complete; those to a HEAD have no body.
std::vector<Answer> read_answers(std::string_view bytes, bool to_head = false);

std::string request(std::string_view line, std::string_view fields = "",
                    std::string_view body = "");

inline std::string get(std::string_view path) {
  return request("GET " + std::string(path) + " HTTP/1.1");
}

// The other end of a connection.
class Client {
 public:
  explicit Client(int socket) : socket_(socket) {}

  ~Client() { hang_up(); }

  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // Says how much of it the system took.
  std::size_t say(std::string_view bytes);
  // Reads what is there, at the most so many bytes.
  std::size_t take(std::size_t most = std::string::npos);
  // Sends nothing more.
  void finish();
  void hang_up();

  // All that came, after reading what is there.
  std::vector<Answer> answers(bool to_head = false);
  std::vector<std::string> bodies();

  // Whether the server will say nothing more.
  bool has_ended() {
    take();
    return ended_;
  }

  const std::string& received() const { return received_; }

 private:
  int socket_;
  std::string received_;
  bool ended_ = false;
};

// Answers by path: /poll parks, /stream begins with "0", /socket is that as a WebSocket, /follow a
// poll that waits until something is told, /later waits until the test says so, /throw throws, /big
// is 5 MB, /location says another one, /who says who asks, and any other path gets itself and the
// body back. The number of a route is the length of its path.
class FakeHandler final : public Handler {
 public:
  explicit FakeHandler(boost::asio::io_context& loop) : gate_(loop) { shut(); }

  Outcome handle(const Request& request) override;
  ResponsePointer answer_parked(Ticket ticket, WakeReason reason) override;
  StreamPart continue_stream(Ticket ticket, WakeReason reason) override;

  // What a message over a WebSocket leads to: "later" and "later throw" wait, "throw" throws, "bye"
  // is the last, and all other comes back.
  Reply hear(std::string_view message);

  // Lets all answers of /later go.
  void open() { gate_.expires_after({}); }

  void shut() { gate_.expires_at(std::chrono::steady_clock::time_point::max()); }

  std::chrono::milliseconds wait{60'000};
  std::vector<std::string> heard;
  // What to say to the parked; by default the reason.
  std::function<ResponsePointer(Ticket, WakeReason)> on_due;
  // What streams are told, in order; by default nothing.
  std::vector<std::string> told{"0"};
  // Those who listen or wait with a follower, in the order of their coming.
  std::vector<class FakeFollower*> followers;

 private:
  Outcome answer(const Request& request);
  boost::asio::awaitable<ResponsePointer> later(std::string text);
  boost::asio::awaitable<SharedText> reply_later(std::string text);

  boost::asio::steady_timer gate_;
};

class FakeFollower final : public Follower {
 public:
  explicit FakeFollower(FakeHandler& handler);
  ~FakeFollower() override;

  ResponsePointer answer(WakeReason reason) override;

  std::chrono::milliseconds wait_left() const override { return std::chrono::minutes(1); }

  StreamPart go_on(WakeReason reason) override;

  Reply hear(std::string_view message) override { return handler_.hear(message); }

  using Follower::wake;

 private:
  FakeHandler& handler_;
  Ticket seen_ = 0;
};

ResponsePointer text_response(std::string text);

std::size_t open_descriptors();

constexpr std::size_t big_size = 5'000'000;

// A server whose handler and limits are the test's, and clients at the other ends.
class ServerFixture : public testing::Test {
 protected:
  ServerFixture() = default;

  ~ServerFixture() override { loop_.abandon(); }

  // From nowhere that is known, over this type of socket (socketpair(2)); the default is a stream.
  Client& connect();
  Client& connect(int type);
  Client& connect_from(std::string_view address);
  Client& connect(int type, const ClientAddress& peer);

  // Until nothing is left to do but to wait.
  void run();
  // Fails the test after ten seconds.
  void run_until(const std::function<bool()>& condition);

  void run_for(std::chrono::milliseconds time) { loop_.run_for(time); }

  void wake() { room_.wake(WakeReason::changed); }

  // Has something said to all who listen.
  void tell(std::string text) {
    handler_.told.push_back(std::move(text));
    wake();
    run();
  }

  void stop() {
    server_.stop([this] { ++stopped_; });
  }

  struct Loop : boost::asio::io_context {
    Loop() : io_context(1) {}

    // What waits refers to the server, so it has to go before.
    void abandon() { shutdown(); }
  };

  Loop loop_;
  ServerOptions options_;
  FakeHandler handler_{loop_};
  WaitingRoom room_{loop_};
  Server server_{loop_, room_, handler_, options_};
  std::deque<Client> clients_;
  int stopped_ = 0;
};

}  // namespace skillboard
