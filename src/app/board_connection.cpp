#include "skillboard/app/board_connection.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/stream_traits.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <utility>

namespace skillboard {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::seconds longest_step{15};

template <typename Socket>
class ConnectionBy : public BoardConnection {
 public:
  template <typename... Parts>
  explicit ConnectionBy(Parts&&... parts) : socket_(std::forward<Parts>(parts)...) {}

  asio::awaitable<error_code> write(asio::const_buffer bytes) override {
    beast::get_lowest_layer(socket_).expires_after(longest_step);
    auto [error, written] = co_await asio::async_write(socket_, bytes, as_result);
    co_return error;
  }

  asio::awaitable<boost::system::result<std::size_t>> read_some(
      asio::mutable_buffer bytes, std::chrono::seconds longest_silence) override {
    beast::get_lowest_layer(socket_).expires_after(longest_silence);
    auto [error, size] = co_await socket_.async_read_some(bytes, as_result);
    if (error) {
      co_return error;
    }
    co_return size;
  }

  Socket& socket() { return socket_; }

 private:
  Socket socket_;
};

using ByTcp = ConnectionBy<beast::tcp_stream>;
using ByTls = ConnectionBy<asio::ssl::stream<beast::tcp_stream>>;

}  // namespace

asio::awaitable<boost::system::result<std::unique_ptr<BoardConnection>>> BoardConnection::open(
    const BoardAddress& address, asio::ssl::context& tls) {
  const asio::any_io_executor loop = co_await asio::this_coro::executor;
  tcp::resolver resolver(loop);
  auto [unknown, endpoints] =
      co_await resolver.async_resolve(address.host, address.port, as_result);
  if (unknown) {
    co_return unknown;
  }
  beast::tcp_stream socket(loop);
  socket.expires_after(longest_step);
  auto [unreachable, endpoint] = co_await socket.async_connect(endpoints, as_result);
  if (unreachable) {
    co_return unreachable;
  }
  if (!address.secure) {
    co_return std::make_unique<ByTcp>(std::move(socket));
  }
  auto connection = std::make_unique<ByTls>(std::move(socket), tls);
  auto& secure = connection->socket();
  secure.set_verify_callback(asio::ssl::host_name_verification(address.host));
  SSL_set_tlsext_host_name(secure.native_handle(), address.host.c_str());
  auto [untrusted] = co_await secure.async_handshake(asio::ssl::stream_base::client, as_result);
  if (untrusted) {
    co_return untrusted;
  }
  co_return connection;
}

}  // namespace skillboard
