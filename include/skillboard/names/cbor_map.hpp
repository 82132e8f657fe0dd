#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace skillboard {

// Whether the bytes are one CBOR map (RFC 8949) with text for keys and nothing after it, its values
// nested no deeper than 16.
bool is_cbor_map(std::string_view bytes);

// The byte string under this key of such a map; nothing when the bytes are no such map, or do not
// have exactly one there. All else that the map has does not matter.
std::optional<std::string> find_cbor_bytes(std::string_view map, std::string_view key);

}  // namespace skillboard
