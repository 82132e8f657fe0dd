#include "skillboard/names/base64url.hpp"

#include <sodium.h>

#include <cstddef>

#include "skillboard/names/unsigned_bytes.hpp"

namespace skillboard {

namespace {

constexpr int form = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

}  // namespace

std::string to_base64url(std::string_view bytes) {
  // libsodium counts and writes a terminator.
  std::string text(sodium_base64_encoded_len(bytes.size(), form), '\0');
  sodium_bin2base64(text.data(), text.size(), unsigned_bytes(bytes), bytes.size(), form);
  text.pop_back();
  return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string bytes(text.size() / 4 * 3 + 2, '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  const int failed = sodium_base642bin(unsigned_bytes(bytes), bytes.size(), text.data(),
                                       text.size(), nullptr, &size, &end, form);
  if (failed != 0 || end != text.data() + text.size()) {
    return std::nullopt;
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace skillboard
