#include "skillboard/http/output.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>
#include <utility>

namespace skillboard {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;
using Connection = HeadEndings::Connection;
using Sent = Output::Sent;

// What an output sends over one end of a pair of sockets.
class OutputTest : public testing::Test {
 protected:
  OutputTest() { EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, pair_.data()), 0); }

  ~OutputTest() override {
    ::close(pair_[0]);
    hang_up();
  }

  void hang_up() { ::close(std::exchange(pair_[1], -1)); }

  void add(const std::string& body, Output::Form form = {}) {
    ResponseDraft draft;
    draft.set_body("text/plain", body);
    output_.add(make_response(std::move(draft)), endings_, form);
  }

  Sent send() { return output_.send(pair_[0], sent_); }

  // What has arrived, at the most so many bytes.
  std::string take(std::size_t most = 10'000'000) {
    std::string text(most, '\0');
    const ssize_t size = ::recv(pair_[1], text.data(), text.size(), MSG_DONTWAIT);
    text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return text;
  }

  std::uint64_t sent_ = 0;
  std::array<int, 2> pair_{-1, -1};
  HeadEndings endings_;
  Output output_;
};

TEST_F(OutputTest, HasNothingToSendAtFirst) {
  EXPECT_TRUE(output_.empty());
  EXPECT_EQ(send(), Sent::all);
  EXPECT_EQ(take(), "");
}

TEST_F(OutputTest, SendsHeadEndingAndBody) {
  add("body", {Connection::closes, false});

  EXPECT_EQ(send(), Sent::all);

  const std::string text = take();
  EXPECT_THAT(text, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(text, HasSubstr("\r\nDate: "));
  EXPECT_THAT(text, EndsWith("\r\nConnection: close\r\n\r\nbody"));
  EXPECT_TRUE(output_.empty());
}

TEST_F(OutputTest, LeavesTheBodyOutForAHead) {
  add("body", {Connection::persists, true});

  send();

  const std::string text = take();
  EXPECT_THAT(text, HasSubstr("Content-Length: 4\r\n"));
  EXPECT_THAT(text, EndsWith("\r\n\r\n"));
}

TEST_F(OutputTest, SendsManyAnswersInOrderWithAnInterimOneAmongThem) {
  add("first");
  output_.add_continue();
  for (int i = 0; i < 100; ++i) {
    add("body " + std::to_string(i));
  }

  EXPECT_EQ(send(), Sent::all);

  const std::string text = take();
  std::size_t at = text.find("\r\n\r\nfirstHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n");
  for (int i = 0; i < 100; ++i) {
    ASSERT_NE(at, std::string::npos) << i;
    at = text.find("\r\n\r\nbody " + std::to_string(i), at + 1);
  }
  EXPECT_THAT(text, EndsWith("body 99"));
}

TEST_F(OutputTest, GoesOnWhereASocketHadEnough) {
  // Pieces smaller and larger than what the socket takes, and read in odd portions.
  std::string expected;
  std::string text;
  for (const std::size_t size : {1'000'000U, 1U, 700'001U, 3U, 300'000U}) {
    add(std::string(size, static_cast<char>('a' + size % 26)));
    expected += std::string(size, static_cast<char>('a' + size % 26));
  }

  while (send() == Sent::part) {
    text += take(99'991);
  }
  for (std::string more = take(); !more.empty(); more = take()) {
    text += more;
  }

  std::string bodies;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t body = text.find("\r\n\r\n", at) + 4;
    const std::size_t size = std::stoul(text.substr(text.find("Content-Length: ", at) + 16, 10));
    bodies += text.substr(body, size);
    at = body + size;
  }
  EXPECT_TRUE(bodies == expected);
  EXPECT_TRUE(output_.empty());
}

TEST_F(OutputTest, HoldsNoResponseThatHasLeft) {
  const ResponsePointer response =
      make_response(std::move(ResponseDraft().set_body("text/plain", "body")));
  output_.add(response, endings_, {});
  EXPECT_EQ(response.use_count(), 2);

  send();

  EXPECT_EQ(response.use_count(), 1);
}

TEST_F(OutputTest, FailsWhenThePeerIsGone) {
  add("body");

  hang_up();

  EXPECT_EQ(send(), Sent::failed);
}

TEST_F(OutputTest, ServesAgainAfterAllHasLeft) {
  for (const char* body : {"one", "two"}) {
    add(body);
    EXPECT_EQ(send(), Sent::all);
    EXPECT_THAT(take(), EndsWith(body));
  }
}

}  // namespace
}  // namespace skillboard
