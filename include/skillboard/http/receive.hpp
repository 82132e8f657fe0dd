#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace skillboard {

// What a socket has now, read into the buffer, without waiting: empty when there is nothing, null
// when the peer has closed or is gone. There may be more when it fills the buffer.
std::optional<std::string_view> receive(int socket, std::vector<char>& buffer);

}  // namespace skillboard
