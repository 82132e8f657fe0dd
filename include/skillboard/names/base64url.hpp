#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace skillboard {

// Bytes as text that may stand in a URL (RFC 4648, section 5), without padding: three bytes are
// four characters.
std::string to_base64url(std::string_view bytes);

// The bytes of such a text; nothing for any that `to_base64url` does not write: with padding, white
// space or other characters, of an impossible length, or with bits set that belong to no byte. So a
// text stands for bytes that no other text stands for.
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace skillboard
