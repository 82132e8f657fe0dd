#include "skillboard/http/receive.hpp"

#include <sys/socket.h>

#include <cerrno>
#include <cstddef>

namespace skillboard {

std::optional<std::string_view> receive(int socket, std::vector<char>& buffer) {
  for (;;) {
    const ssize_t received = ::recv(socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (received > 0) {
      return std::string_view(buffer.data(), static_cast<std::size_t>(received));
    }
    if (received < 0 && errno == EINTR) {
      continue;
    }
    if (received < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      return std::string_view();
    }
    return std::nullopt;
  }
}

}  // namespace skillboard
