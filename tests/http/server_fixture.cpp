#include "http/server_fixture.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "skillboard/http/websocket_frames.hpp"

namespace skillboard {

namespace asio = boost::asio;

namespace {

unsigned read_number(std::string_view text) {
  unsigned number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::size_t content_length(std::string_view head) {
  constexpr std::string_view name = "Content-Length: ";
  const std::size_t at = head.find(name);
  return at == std::string_view::npos ? 0 : read_number(head.substr(at + name.size()));
}

}  // namespace

std::vector<Answer> read_answers(std::string_view bytes, bool to_head) {
  std::vector<Answer> answers;
  for (;;) {
    const std::size_t end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos) {
      return answers;
    }
    const std::string_view head = bytes.substr(0, end + 4);
    const std::size_t size = to_head ? 0 : content_length(head);
    if (bytes.size() < head.size() + size) {
      return answers;
    }
    answers.push_back({read_number(head.substr(9)), std::string(head),
                       std::string(bytes.substr(head.size(), size))});
    bytes.remove_prefix(head.size() + size);
  }
}

std::string request(std::string_view line, std::string_view fields, std::string_view body) {
  std::string text(line);
  text.append("\r\nHost: a\r\n").append(fields);
  if (!body.empty()) {
    text.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
  }
  return text.append("\r\n").append(body);
}

std::size_t Client::say(std::string_view bytes) {
  const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  return sent > 0 ? static_cast<std::size_t>(sent) : 0;
}

std::size_t Client::take(std::size_t most) {
  std::size_t taken = 0;
  std::array<char, 65'536> buffer;
  while (taken < most) {
    const std::size_t wanted = std::min(buffer.size(), most - taken);
    const ssize_t size = ::recv(socket_, buffer.data(), wanted, MSG_DONTWAIT);
    if (size <= 0) {
      ended_ = size == 0 || errno != EAGAIN;
      break;
    }
    received_.append(buffer.data(), static_cast<std::size_t>(size));
    taken += static_cast<std::size_t>(size);
  }
  return taken;
}

void Client::finish() {
  ::shutdown(socket_, SHUT_WR);
}

void Client::hang_up() {
  if (socket_ >= 0) {
    ::close(std::exchange(socket_, -1));
  }
}

std::vector<Answer> Client::answers(bool to_head) {
  take();
  return read_answers(received_, to_head);
}

std::vector<std::string> Client::bodies() {
  std::vector<std::string> bodies;
  for (const Answer& answer : answers()) {
    bodies.push_back(answer.body);
  }
  return bodies;
}

Outcome FakeHandler::handle(const Request& request) {
  Outcome outcome = answer(request);
  outcome.route = static_cast<RouteId>(request.path.size());
  return outcome;
}

Outcome FakeHandler::answer(const Request& request) {
  heard.emplace_back(request.path);
  if (request.path.starts_with("/poll")) {
    return Park{heard.size(), wait};
  }
  if (request.path == "/stream") {
    ResponseDraft draft;
    draft.stream = true;
    return Stream{make_response(std::move(draft)), continue_stream(0, WakeReason::changed)};
  }
  if (request.path == "/socket") {
    ResponseDraft draft;
    draft.status = 101;
    draft.stream = true;
    auto follower = std::make_unique<FakeFollower>(*this);
    StreamPart first = follower->go_on(WakeReason::changed);
    return Stream{make_response(std::move(draft)), std::move(first), std::move(follower), true};
  }
  if (request.path == "/follow") {
    return Park{0, wait, std::make_unique<FakeFollower>(*this)};
  }
  if (request.path.starts_with("/later")) {
    return later(std::string(request.path));
  }
  if (request.path == "/throw") {
    throw std::runtime_error("a bug of the test's");
  }
  if (request.path == "/big") {
    return text_response(std::string(big_size, 'x'));
  }
  if (request.path == "/location") {
    return make_response(ResponseDraft().set("Location", "/made/here"));
  }
  if (request.path == "/who") {
    return text_response(request.client.to_string() + (request.https ? " by https" : ""));
  }
  return text_response(std::string(request.path).append(request.body));
}

ResponsePointer FakeHandler::answer_parked(Ticket ticket, WakeReason reason) {
  if (on_due) {
    return on_due(ticket, reason);
  }
  constexpr std::array<const char*, 3> names{"changed", "timed out", "stopping"};
  return text_response(names[static_cast<unsigned>(reason)]);
}

StreamPart FakeHandler::continue_stream(Ticket ticket, WakeReason reason) {
  std::string text;
  for (std::size_t next = ticket; next < told.size(); ++next) {
    text += told[next];
  }
  if (reason == WakeReason::timed_out) {
    text += ".";
  }
  return {std::make_shared<const std::string>(std::move(text)), told.size(), wait,
          reason == WakeReason::stopping};
}

Reply FakeHandler::hear(std::string_view message) {
  if (message == "throw") {
    throw std::runtime_error("a bug of the test's");
  }
  if (message.starts_with("later")) {
    return {nullptr, reply_later(std::string(message))};
  }
  const std::string text = text_frame("heard " + std::string(message));
  return {std::make_shared<const std::string>(text), std::nullopt, message == "bye"};
}

asio::awaitable<SharedText> FakeHandler::reply_later(std::string text) {
  if (text == "later throw") {
    text = "/later/throw";
  }
  const ResponsePointer response = co_await later(std::move(text));
  co_return std::make_shared<const std::string>(text_frame(response->body()));
}

FakeFollower::FakeFollower(FakeHandler& handler) : handler_(handler) {
  handler_.followers.push_back(this);
}

FakeFollower::~FakeFollower() {
  std::erase(handler_.followers, this);
}

ResponsePointer FakeFollower::answer(WakeReason reason) {
  return reason == WakeReason::changed && handler_.told.size() == 1
             ? nullptr
             : text_response(handler_.told.back());
}

StreamPart FakeFollower::go_on(WakeReason reason) {
  StreamPart part = handler_.continue_stream(seen_, reason);
  seen_ = part.ticket;
  if (!part.text->empty()) {
    part.text = std::make_shared<const std::string>(text_frame(*part.text));
  }
  return part;
}

asio::awaitable<ResponsePointer> FakeHandler::later(std::string text) {
  constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);
  co_await gate_.async_wait(no_throw);
  if (text == "/later/throw") {
    throw std::runtime_error("a bug of the test's");
  }
  co_return text_response(std::move(text));
}

ResponsePointer text_response(std::string text) {
  return make_response(std::move(ResponseDraft().set_body("text/plain", std::move(text))));
}

std::size_t open_descriptors() {
  const std::filesystem::directory_iterator files("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

Client& ServerFixture::connect() {
  return connect(SOCK_STREAM);
}

Client& ServerFixture::connect(int type) {
  return connect(type, ClientAddress());
}

Client& ServerFixture::connect_from(std::string_view address) {
  return connect(SOCK_STREAM, ClientAddress(*read_ip_address(address)));
}

Client& ServerFixture::connect(int type, const ClientAddress& peer) {
  std::array<int, 2> pair{};
  EXPECT_EQ(::socketpair(AF_UNIX, type | SOCK_NONBLOCK, 0, pair.data()), 0);
  server_.welcome(pair[0], peer);
  return clients_.emplace_back(pair[1]);
}

void ServerFixture::run() {
  while (loop_.poll() > 0) {
  }
}

void ServerFixture::run_until(const std::function<bool()>& condition) {
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!condition() && std::chrono::steady_clock::now() < give_up) {
    loop_.run_one_for(std::chrono::milliseconds(10));
  }
  EXPECT_TRUE(condition());
}

}  // namespace skillboard
