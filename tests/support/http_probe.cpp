// A server that links the http layer alone, for conformance suites: `skillboard-http-probe
// ADDRESS`. GET / answers 200 "OK"; a request with a body gets it back; /echo answers the request's
// header fields, /cookie its cookies, one a line.

#include <boost/asio/signal_set.hpp>

#include <csignal>
#include <cstdio>
#include <string>

#include "skillboard/http/field_syntax.hpp"
#include "skillboard/http/listener.hpp"
#include "skillboard/http/server.hpp"
#include "skillboard/polling/event_loop.hpp"

namespace {

using skillboard::Outcome;
using skillboard::Request;
using skillboard::ResponseDraft;

std::string list_fields(const Request& request) {
  std::string lines;
  for (const auto& [name, value] : request.fields) {
    lines.append(name).append(": ").append(value).append("\n");
  }
  return lines;
}

std::string list_cookies(const Request& request) {
  std::string lines;
  request.each("Cookie", [&](std::string_view cookies) {
    while (!cookies.empty()) {
      lines.append(skillboard::take_part(cookies, ';')).append("\n");
    }
  });
  return lines;
}

class Echo final : public skillboard::Handler {
 public:
  Outcome handle(const Request& request) override {
    ResponseDraft draft;
    draft.set("Cache-Control", "no-store");
    if (request.path == "/echo") {
      draft.set_body("text/plain", list_fields(request));
    } else if (request.path == "/cookie") {
      draft.set_body("text/plain", list_cookies(request));
    } else if (!request.body.empty()) {
      draft.set_body("text/plain", std::string(request.body));
    } else {
      draft.set_body("text/plain", "OK");
    }
    return skillboard::make_response(std::move(draft));
  }

  skillboard::ResponsePointer answer_parked(skillboard::Ticket, skillboard::WakeReason) override {
    return nullptr;  // it parks nobody
  }
};

int fail(const std::string& sentence) {
  std::fprintf(stderr, "skillboard-http-probe: %s\n", sentence.c_str());
  return 1;
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count != 2) {
    return fail("give it one address, like 127.0.0.1:8080");
  }
  const auto address = skillboard::ListenAddress::parse(arguments[1]);
  if (!address) {
    return fail(address.error());
  }
  Echo echo;
  const skillboard::ServerOptions options;
  skillboard::EventLoop loop;
  skillboard::WaitingRoom room(loop);
  skillboard::Server server(loop, room, echo, options);
  skillboard::Listener listener(
      loop, [&](int socket, const auto& peer) { server.welcome(socket, peer); });
  if (const auto opened = listener.open(*address); !opened) {
    return fail(opened.error());
  }
  listener.start();
  boost::asio::signal_set signals(loop, SIGTERM, SIGINT);
  signals.async_wait([&](const boost::system::error_code&, int) { loop.stop(); });
  std::printf("listening on %s\n", listener.url().c_str());
  std::fflush(stdout);
  loop.run();
  loop.abandon();
  return 0;
}
