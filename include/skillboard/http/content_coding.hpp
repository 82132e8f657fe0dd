#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "skillboard/http/request.hpp"

namespace skillboard {

enum class ContentCoding { identity, gzip, brotli };

// The token of HTTP for it: "gzip", "br"; empty for identity.
std::string_view token(ContentCoding coding);

// The bytes in that coding, made once at start and therefore as small as they get.
std::string encode(ContentCoding coding, std::string_view bytes);

// How much the client wants this coding, from 0 (not at all) to 1000, by `Accept-Encoding`
// (RFC 9110, section 12.5.3).
unsigned quality(const Request& request, ContentCoding coding);

}  // namespace skillboard
