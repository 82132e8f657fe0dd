#include "skillboard/app/tail.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <optional>
#include <utility>

#include "skillboard/app/board_address.hpp"
#include "skillboard/app/board_connection.hpp"
#include "skillboard/app/event_reader.hpp"
#include "skillboard/names/secrets.hpp"

namespace skillboard {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;

namespace {

constexpr auto quietly = asio::as_tuple(asio::use_awaitable);

// The server says something every 15 s.
constexpr std::chrono::seconds longest_silence{40};
constexpr std::chrono::seconds longest_answer{15};
constexpr std::chrono::milliseconds first_pause{500};
constexpr std::chrono::milliseconds longest_pause{30'000};
constexpr std::size_t piece_bytes = 16 * 1024;

std::string escape(std::string_view text) {
  return boost::urls::encode(text, boost::urls::unreserved_chars);
}

// How a connection has ended.
enum class End { broken, refused, unread };

// Follows one board, over one connection after the other.
class Tail {
 public:
  Tail(asio::io_context& loop, BoardAddress address, const TailOptions& options)
      : loop_(loop), address_(std::move(address)), tag_(options.since), talk_(options.talk) {
    tls_.set_default_verify_paths();
    tls_.set_verify_mode(asio::ssl::verify_peer);
  }

  // Until it is refused or unread: the exit code.
  asio::awaitable<int> run() {
    auto pause = first_pause;
    for (;;) {
      heard_ = false;
      const End end = co_await follow();
      if (end != End::broken) {
        co_return end == End::unread ? 0 : 1;
      }
      pause = heard_ ? first_pause : std::min(2 * pause, longest_pause);
      const auto jitter = random_below(static_cast<std::uint32_t>(pause.count()));
      asio::steady_timer timer(loop_, pause / 2 + std::chrono::milliseconds(jitter));
      co_await timer.async_wait(quietly);
    }
  }

 private:
  asio::awaitable<End> follow() {
    auto opened = co_await BoardConnection::open(address_, tls_);
    if (!opened) {
      co_return tell_broken(opened.error());
    }
    BoardConnection& connection = **opened;
    if (tag_.empty()) {
      const End end = co_await find_tag(connection);
      if (tag_.empty()) {
        co_return end;
      }
    }
    co_return co_await listen(connection);
  }

  // What the board is like now, from which everything that happens is told.
  asio::awaitable<End> find_tag(BoardConnection& connection) {
    http::response_parser<http::string_body> parser;
    parser.eager(true);
    beast::flat_buffer buffer;
    const std::string request = request_for("changes?limit=1", "application/json");
    if (const auto end = co_await begin(connection, request, buffer, parser)) {
      co_return *end;
    }
    while (!parser.is_done()) {
      if (const auto error = co_await advance(connection, buffer, parser, longest_answer)) {
        co_return tell_broken(error);
      }
    }
    const auto json = nlohmann::json::parse(parser.get().body(), nullptr, false);
    if (json.is_object() && json.contains("tag") && json["tag"].is_string()) {
      tag_ = json["tag"];
      co_return End::broken;
    }
    co_return refuse("There is no Skillboard at this address.");
  }

  asio::awaitable<End> listen(BoardConnection& connection) {
    std::string target = "changes?since=" + escape(tag_);
    if (!talk_.empty()) {
      target += "&talk=" + escape(talk_);
    }
    http::response_parser<http::buffer_body> parser;
    parser.body_limit(boost::none);
    beast::flat_buffer buffer;
    const std::string request = request_for(target, "text/event-stream");
    if (const auto end = co_await begin(connection, request, buffer, parser)) {
      co_return *end;
    }
    EventReader reader;
    std::array<char, piece_bytes> piece;
    while (!parser.is_done()) {
      parser.get().body().data = piece.data();
      parser.get().body().size = piece.size();
      const auto error = co_await advance(connection, buffer, parser, longest_silence);
      if (error && error != http::error::need_buffer) {
        co_return tell_broken(error);
      }
      heard_ = true;
      bool written = true;
      const auto take = [&](const ServerEvent& event) { written = written && print(event); };
      reader.feed({piece.data(), piece.size() - parser.get().body().size}, take);
      if (!written) {
        co_return End::unread;
      }
    }
    co_return End::broken;
  }

  // Sends the request and reads the head of its answer: nothing where that is 200.
  template <typename Parser>
  asio::awaitable<std::optional<End>> begin(BoardConnection& connection, const std::string& request,
                                            beast::flat_buffer& buffer, Parser& parser) {
    error_code error = co_await connection.write(asio::buffer(request));
    while (!error && !parser.is_header_done()) {
      error = co_await advance(connection, buffer, parser, longest_answer);
    }
    if (error) {
      co_return tell_broken(error);
    }
    if (const unsigned status = parser.get().result_int(); status != 200) {
      co_return judge(status);
    }
    co_return std::nullopt;
  }

  // Gives the parser what has come, and waits for more where it has had all of that.
  template <typename Parser>
  asio::awaitable<error_code> advance(BoardConnection& connection, beast::flat_buffer& buffer,
                                      Parser& parser, std::chrono::seconds longest) {
    for (;;) {
      error_code error = http::error::need_more;
      if (buffer.size() > 0) {
        buffer.consume(parser.put(buffer.data(), error));
      }
      if (error != http::error::need_more) {
        co_return error;
      }
      const auto read = co_await connection.read_some(buffer.prepare(piece_bytes), longest);
      if (read.has_error() && read.error() == asio::error::eof) {
        error.clear();
        parser.put_eof(error);  // the end of an answer whose length nothing else tells
        co_return error;
      }
      if (!read) {
        co_return read.error();
      }
      buffer.commit(*read);
    }
  }

  std::string request_for(const std::string& target, std::string_view accept) const {
    std::string request = "GET " + address_.folder + target + " HTTP/1.1\r\n";
    request.append("Host: ").append(address_.authority).append("\r\n");
    request.append("User-Agent: skillboard-tail/" SKILLBOARD_VERSION "\r\n");
    request.append("Accept: ").append(accept).append("\r\n\r\n");
    return request;
  }

  // Whether somebody has taken it. Who looks at a talk is not what happens on the board.
  bool print(const ServerEvent& event) {
    if (event.id.empty()) {
      return true;
    }
    tag_ = event.id;
    std::string line = R"({"tag":")" + event.id + "\",";
    // A change is an object with members, and goes on where its brace is.
    line +=
        event.name.empty() ? event.data.substr(1) : "\"" + event.name + "\":" + event.data + "}";
    line += '\n';
    return std::fwrite(line.data(), 1, line.size(), stdout) == line.size() &&
           std::fflush(stdout) == 0;
  }

  End judge(unsigned status) {
    switch (status) {
      case 401:
        return refuse("This board is closed: it opens to those who know its passphrase.");
      case 404:
        return refuse(talk_.empty() ? "There is no Skillboard at this address."
                                    : "There is no such talk.");
      default:
        break;
    }
    const std::string answered = "the board answered " + std::to_string(status);
    if (status >= 300 && status < 500 && status != 408 && status != 429) {
      return refuse("It cannot be followed: " + answered + ".");
    }
    return tell_broken(answered);
  }

  static End refuse(const std::string& sentence) {
    std::fprintf(stderr, "skillboard: %s\n", sentence.c_str());
    return End::refused;
  }

  // Said once, until something comes again.
  End tell_broken(const std::string& why) {
    if (heard_ || !said_) {
      std::fprintf(stderr, "skillboard: %s; trying again\n", why.c_str());
      said_ = true;
    }
    return End::broken;
  }

  End tell_broken(error_code error) { return tell_broken(error.message()); }

  asio::io_context& loop_;
  BoardAddress address_;
  asio::ssl::context tls_{asio::ssl::context::tls_client};
  std::string tag_;
  std::string talk_;
  bool heard_ = false;  // over this connection
  bool said_ = false;
};

}  // namespace

int run_tail(const TailOptions& options) {
  std::signal(SIGPIPE, SIG_IGN);  // a write that nobody reads fails instead
  auto address = BoardAddress::read(options.url);
  if (!address) {
    std::fprintf(stderr, "skillboard: \"%s\" is not the address of a board. Write one like %s.\n",
                 options.url.c_str(), "https://board.example/");
    return 1;
  }
  asio::io_context loop(1);
  Tail tail(loop, *std::move(address), options);
  int exit_code = 0;
  const auto end = [&](const std::exception_ptr& bug, int code) {
    if (bug) {
      std::rethrow_exception(bug);
    }
    exit_code = code;
    loop.stop();
  };
  asio::co_spawn(loop, tail.run(), end);
  asio::signal_set signals(loop, SIGINT, SIGTERM);
  signals.async_wait([&](boost::system::error_code, int) { loop.stop(); });
  loop.run();
  return exit_code;
}

}  // namespace skillboard
