#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>

#include <chrono>
#include <cstddef>
#include <memory>

#include "skillboard/app/board_address.hpp"

namespace skillboard {

// A client's connection to a board, by TCP or by TLS: what is above it need not be compiled for
// each of the two. What was asked of it comes to its end before it is closed.
class BoardConnection {
 public:
  // Over TLS the board has to show a certificate for its host that `tls` trusts. To connect takes
  // at most 15 s once the host's name is resolved. The address and `tls` outlive the connection.
  static boost::asio::awaitable<boost::system::result<std::unique_ptr<BoardConnection>>> open(
      const BoardAddress& address, boost::asio::ssl::context& tls);

  virtual ~BoardConnection() = default;

  // Writes all of the bytes, which are to stay until then, or fails after 15 s.
  virtual boost::asio::awaitable<boost::system::error_code> write(
      boost::asio::const_buffer bytes) = 0;

  // How many bytes have come, at least one; an error where the connection has ended, or nothing
  // comes for that long.
  virtual boost::asio::awaitable<boost::system::result<std::size_t>> read_some(
      boost::asio::mutable_buffer bytes, std::chrono::seconds longest_silence) = 0;
};

}  // namespace skillboard
