#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace skillboard {

// The segments of a path that begins with a slash, each percent-decoded once (RFC 3986, 2.1):
// "/talks/a%2Fb" is {"talks", "a/b"}, "/" is {""}, "+" stays a plus. Nothing when an escape is
// malformed, or a decoded segment is not UTF-8 or has control characters (C0, DEL, C1).
std::optional<std::vector<std::string>> decode_path(std::string_view path);

// One segment, encoded such that `decode_path` gives it back; what need not be encoded (RFC 3986,
// unreserved) stays.
std::string encode_segment(std::string_view segment);

// A text that stands percent-encoded in a header or query: what `encode_segment` made, or whatever
// else is well formed, UTF-8, and without control characters. Nothing for all other.
std::optional<std::string> decode_text(std::string_view encoded);

bool is_valid_utf8(std::string_view text);

}  // namespace skillboard
