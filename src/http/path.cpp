#include "skillboard/http/path.hpp"

#include <cstddef>

#include "skillboard/http/uri.hpp"

namespace skillboard {

namespace {

std::optional<std::string> decode_escapes(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      decoded.push_back(text[at]);
      continue;
    }
    const int high = at + 2 < text.size() ? hex_value(text[at + 1]) : -1;
    const int low = at + 2 < text.size() ? hex_value(text[at + 2]) : -1;
    if (high < 0 || low < 0) {
      return std::nullopt;
    }
    decoded.push_back(static_cast<char>(high << 4 | low));
    at += 2;
  }
  return decoded;
}

bool is_trail_byte(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

// How many bytes the character takes that `text` begins with; 0 when it is none. Overlong forms,
// surrogates and what lies beyond U+10FFFF are ruled out by the second byte (RFC 3629, section 4).
std::size_t utf8_length(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) {
    return 1;
  }
  const std::size_t length = first >= 0xC2 && first <= 0xDF   ? 2
                             : first >= 0xE0 && first <= 0xEF ? 3
                             : first >= 0xF0 && first <= 0xF4 ? 4
                                                              : 0;
  if (length == 0 || text.size() < length) {
    return 0;
  }
  for (const char byte : text.substr(1, length - 1)) {
    if (!is_trail_byte(byte)) {
      return 0;
    }
  }
  const auto second = static_cast<unsigned char>(text[1]);
  const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool surrogate = first == 0xED && second > 0x9F;
  const bool beyond = first == 0xF4 && second > 0x8F;
  return overlong || surrogate || beyond ? 0 : length;
}

// C0, DEL and, in UTF-8 two bytes long, C1.
bool has_control_character(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 || byte == 0x7F) {
      return true;
    }
    if (byte == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0) {
      return true;
    }
  }
  return false;
}

bool is_unreserved(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
         (character >= '0' && character <= '9') || character == '-' || character == '.' ||
         character == '_' || character == '~';
}

}  // namespace

std::optional<std::vector<std::string>> decode_path(std::string_view path) {
  if (path.empty() || path.front() != '/') {
    return std::nullopt;
  }
  std::vector<std::string> segments;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::string_view encoded = path.substr(0, path.find('/'));
    auto segment = decode_text(encoded);
    if (!segment) {
      return std::nullopt;
    }
    segments.push_back(*std::move(segment));
    path.remove_prefix(encoded.size());
  }
  return segments;
}

std::optional<std::string> decode_text(std::string_view encoded) {
  auto text = decode_escapes(encoded);
  if (!text || !is_valid_utf8(*text) || has_control_character(*text)) {
    return std::nullopt;
  }
  return text;
}

std::string encode_segment(std::string_view segment) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string encoded;
  encoded.reserve(segment.size());
  for (const char character : segment) {
    if (is_unreserved(character)) {
      encoded.push_back(character);
    } else {
      const auto byte = static_cast<unsigned char>(character);
      encoded.append({'%', digits[byte >> 4], digits[byte & 0xF]});
    }
  }
  return encoded;
}

bool is_valid_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    if (length == 0) {
      return false;
    }
    text.remove_prefix(length);
  }
  return true;
}

}  // namespace skillboard
