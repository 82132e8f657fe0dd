#include "skillboard/http/listener.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <utility>

namespace skillboard {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

constexpr int backlog = 4096;
// Connections that are accepted before the loop gets its turn.
constexpr int accepted_at_once = 64;
constexpr std::chrono::milliseconds pause_length{100};
constexpr std::string_view unix_prefix = "unix:";

int open_reserve() {
  return ::open("/dev/null", O_RDONLY | O_CLOEXEC);
}

bool is_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc() && end == text.data() + text.size();
}

// Whether this is a socket that nobody answers on any more. Connecting to any other file is refused
// in the same way.
bool is_stale(asio::io_context& loop, const std::string& path) {
  struct stat status{};
  if (::lstat(path.c_str(), &status) != 0 || !S_ISSOCK(status.st_mode)) {
    return false;
  }
  asio::local::stream_protocol::socket probe(loop);
  error_code error;
  probe.connect(path, error);
  return error == asio::error::connection_refused;
}

}  // namespace

boost::system::result<ListenAddress, std::string> ListenAddress::parse(std::string_view text) {
  const std::string sentence = "\"" + std::string(text) +
                               "\" is not an address to listen on. Write one like 127.0.0.1:8000, "
                               "[::]:8000 or unix:/run/skillboard.sock.";
  if (text.starts_with(unix_prefix)) {
    text.remove_prefix(unix_prefix.size());
    if (text.empty() || text.size() >= sizeof(sockaddr_un::sun_path)) {
      return {boost::system::in_place_error, sentence};
    }
    return ListenAddress{"", "", std::string(text)};
  }
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || !is_port(text.substr(colon + 1))) {
    return {boost::system::in_place_error, sentence};
  }
  std::string_view host = text.substr(0, colon);
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (bracketed) {
    host = host.substr(1, host.size() - 2);
  }
  if (host.empty() || (!bracketed && host.find_first_of(":[]") != std::string_view::npos)) {
    return {boost::system::in_place_error, sentence};
  }
  return ListenAddress{std::string(host), std::string(text.substr(colon + 1)), ""};
}

Listener::Listener(asio::io_context& loop, Accept accept)
    : loop_(loop),
      acceptor_(loop),
      pause_(loop),
      accept_(std::move(accept)),
      reserve_(open_reserve()) {}

Listener::~Listener() {
  if (reserve_ >= 0) {
    ::close(reserve_);
  }
}

boost::system::result<void, std::string> Listener::open(const ListenAddress& address) {
  path_ = address.path;
  error_code error;
  if (!address.path.empty()) {
    const asio::local::stream_protocol::endpoint endpoint(address.path);
    error = bind(endpoint);
    if (error == asio::error::address_in_use && is_stale(loop_, address.path)) {
      ::unlink(address.path.c_str());
      error = bind(endpoint);
    }
  } else {
    asio::ip::tcp::resolver resolver(loop_);
    const auto found =
        resolver.resolve(address.host, address.port, asio::ip::resolver_base::passive, error);
    if (!error) {
      error = bind(found.begin()->endpoint());
    }
  }
  if (!error) {
    return {};
  }
  const std::string where =
      address.path.empty() ? address.host + " port " + address.port : address.path;
  if (error == asio::error::address_in_use) {
    return "Another program listens on " + where + " already. Stop it, or choose another address.";
  }
  return "Cannot listen on " + where + ": " + error.message() + ". Choose another address.";
}

boost::system::result<void, std::string> Listener::adopt(int descriptor) {
  sockaddr_storage address{};
  socklen_t address_size = sizeof address;
  int listens = 0;
  socklen_t listens_size = sizeof listens;
  const bool known =
      ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &address_size) == 0 &&
      ::getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &listens_size) == 0;
  error_code error;
  if (known && listens != 0) {
    acceptor_.assign(Protocol(address.ss_family, 0), descriptor, error);
    if (!error) {
      acceptor_.native_non_blocking(true, error);
    }
  }
  if (!known || listens == 0 || error) {
    return "The socket that was passed as descriptor " + std::to_string(descriptor) +
           " does not listen. It has to be a stream (ListenStream=), and Accept=no.";
  }
  adopted_ = true;
  return {};
}

error_code Listener::bind(const Protocol::endpoint& endpoint) {
  error_code error;
  acceptor_.close(error);
  acceptor_.open(endpoint.protocol(), error);
  if (!error && endpoint.protocol().family() != AF_UNIX) {
    acceptor_.set_option(asio::socket_base::reuse_address(true), error);
  }
  if (!error && endpoint.protocol().family() == AF_INET6) {
    acceptor_.set_option(asio::ip::v6_only(false), error);  // [::] means both
  }
  if (!error) {
    acceptor_.bind(endpoint, error);
  }
  if (!error) {
    acceptor_.listen(backlog, error);
  }
  if (!error) {
    acceptor_.native_non_blocking(true, error);
  }
  return error;
}

void Listener::stop() {
  pause_.cancel();
  // No more than that were there already.
  for (int i = 0; !adopted_ && i < backlog && take_one(); ++i) {
  }
  error_code ignored;
  acceptor_.close(ignored);
  if (!path_.empty()) {
    ::unlink(path_.c_str());
  }
}

std::string Listener::url() const {
  const Protocol::endpoint local = acceptor_.local_endpoint();
  if (local.protocol().family() == AF_UNIX) {
    asio::local::stream_protocol::endpoint endpoint;
    endpoint.resize(local.size());
    std::memcpy(endpoint.data(), local.data(), local.size());
    return std::string(unix_prefix) + endpoint.path();
  }
  asio::ip::tcp::endpoint endpoint;
  std::memcpy(endpoint.data(), local.data(), local.size());
  const std::string host = endpoint.address().to_string();
  return "http://" + (endpoint.address().is_v6() ? "[" + host + "]" : host) + ":" +
         std::to_string(endpoint.port());
}

void Listener::wait() {
  acceptor_.async_wait(asio::socket_base::wait_read, [this](const error_code& error) {
    if (!error) {
      take_portion();
    }
  });
}

void Listener::take_portion() {
  if (!acceptor_.is_open()) {
    return;  // stopped when this was on its way already
  }
  for (int i = 0; i < accepted_at_once; ++i) {
    if (!take_one()) {
      break;
    }
  }
  if (exhausted_) {
    pause();
  } else {
    wait();
  }
}

bool Listener::take_one() {
  for (;;) {
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    const int socket = ::accept4(acceptor_.native_handle(), reinterpret_cast<sockaddr*>(&peer),
                                 &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket >= 0) {
      if (peer.ss_family != AF_UNIX) {
        const int on = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      }
      accept_(socket, ClientAddress::of_peer(peer));
      return true;
    }
    switch (errno) {
      case EAGAIN:
        return false;
      case EMFILE:
      case ENFILE:
        turn_one_away();
        exhausted_ = true;
        return false;
      case EBADF:
      case EINVAL:
      case ENOTSOCK:
      case ENOBUFS:
      case ENOMEM:
        exhausted_ = true;
        return false;
      default:  // what befell this one connection (accept(2), "Error handling")
        break;
    }
  }
}

void Listener::turn_one_away() {
  // Gives up the reserve for a moment: else the caller would hang until somebody else leaves.
  ::close(std::exchange(reserve_, -1));
  const int socket = ::accept4(acceptor_.native_handle(), nullptr, nullptr, SOCK_CLOEXEC);
  if (socket >= 0) {
    ::close(socket);
  }
  reserve_ = open_reserve();
}

void Listener::pause() {
  spdlog::warn("no descriptors are left for new connections; pausing for {} ms",
               pause_length.count());
  exhausted_ = false;
  pause_.expires_after(pause_length);
  pause_.async_wait([this](const error_code& error) {
    if (!error) {
      take_portion();
    }
  });
}

}  // namespace skillboard
