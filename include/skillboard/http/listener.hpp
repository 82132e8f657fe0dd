#pragma once

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/result.hpp>

#include <functional>
#include <string>
#include <string_view>

#include "skillboard/http/client_address.hpp"

namespace skillboard {

// Where to listen: an address and port, or a socket in the file system.
struct ListenAddress {
  std::string host;  // an IP literal without brackets, or a name that is looked up at start
  std::string port;  // 0 to 65535; 0 lets the system choose
  std::string path;  // of the socket; empty for an address

  // Reads "127.0.0.1:8000", "[::]:8000", "localhost:8000" or "unix:/run/skillboard.sock"; fails
  // with a sentence.
  static boost::system::result<ListenAddress, std::string> parse(std::string_view text);
};

// Accepts connections. Whatever goes wrong with one of them, or for want of descriptors, it goes
// on: it keeps a descriptor in reserve to turn a caller away with, and pauses instead of spinning.
class Listener {
 public:
  using Accept = std::function<void(int socket, const ClientAddress& peer)>;

  // `accept` gets each connection as a non-blocking socket that it owns from then on, and who is at
  // the other end.
  Listener(boost::asio::io_context& loop, Accept accept);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  // Binds and listens: from its return on, connections are taken by the system. Looks a name up,
  // so it may block. Fails with a sentence. A socket file that nobody listens on is replaced.
  boost::system::result<void, std::string> open(const ListenAddress& address);

  // The same with a socket that listens already and is somebody else's, who keeps it while this
  // program is not there; takes the descriptor over. Fails with a sentence when it is no such
  // socket.
  boost::system::result<void, std::string> adopt(int descriptor);

  // Begins to accept.
  void start() { wait(); }

  // Stops, after it has taken what the system has accepted already. On a socket that was adopted
  // that is left to whoever listens there next.
  void stop();

  // What to reach it by: "http://127.0.0.1:8000", or "unix:/run/skillboard.sock".
  std::string url() const;

 private:
  using Protocol = boost::asio::generic::stream_protocol;

  boost::system::error_code bind(const Protocol::endpoint& endpoint);
  void wait();
  void take_portion();
  // Accepts one; false when there is none, or no descriptor for it.
  bool take_one();
  void turn_one_away();
  void pause();

  boost::asio::io_context& loop_;
  boost::asio::basic_socket_acceptor<Protocol> acceptor_;
  boost::asio::steady_timer pause_;
  Accept accept_;
  // Of our own socket in the file system; empty where there is none.
  std::string path_;
  bool adopted_ = false;
  int reserve_;
  bool exhausted_ = false;
};

}  // namespace skillboard
