#include "skillboard/names/device_token.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstddef>
#include <stdexcept>

#include "skillboard/names/base32.hpp"
#include "skillboard/names/base64url.hpp"
#include "skillboard/names/secrets.hpp"
#include "skillboard/names/unsigned_bytes.hpp"

namespace skillboard {

namespace {

constexpr std::size_t token_bytes = 32;

using Key = std::array<unsigned char, 32>;
using Personalization = std::array<unsigned char, crypto_generichash_blake2b_PERSONALBYTES>;

// Filled up with zeros.
constexpr Personalization personalize(std::string_view use) {
  Personalization bytes{};
  std::ranges::copy(use, bytes.begin());
  return bytes;
}

std::string keyed_hash(const Key& key, const Personalization& use, std::string_view text) {
  std::string hash(crypto_generichash_blake2b_BYTES, '\0');
  crypto_generichash_blake2b_salt_personal(unsigned_bytes(hash), hash.size(), unsigned_bytes(text),
                                           text.size(), key.data(), key.size(), nullptr,
                                           use.data());
  return to_base32(hash);
}

}  // namespace

std::string make_device_token() {
  return to_base64url(random_bytes(token_bytes));
}

bool is_device_token(std::string_view text) {
  const auto bytes = from_base64url(text);
  return bytes && bytes->size() == token_bytes;
}

std::string make_device_key() {
  const std::string bytes = random_bytes(std::tuple_size_v<Key>);
  std::string text(2 * bytes.size() + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), unsigned_bytes(bytes), bytes.size());
  text.pop_back();
  return text;
}

bool is_device_key(std::string_view text) {
  return text.size() == 2 * std::tuple_size_v<Key> &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

DeviceHashes::DeviceHashes(std::string_view key) {
  ready_libsodium();
  if (!is_device_key(key)) {
    throw std::invalid_argument("not a device key");
  }
  sodium_hex2bin(key_.data(), key_.size(), key.data(), key.size(), nullptr, nullptr, nullptr);
}

DeviceHashes::~DeviceHashes() {
  sodium_memzero(key_.data(), key_.size());
}

std::string DeviceHashes::hash(std::string_view token) const {
  static constexpr Personalization use = personalize("board-device");
  return keyed_hash(key_, use, token);
}

std::string DeviceHashes::admission(std::string_view token,
                                    std::string_view passphrase_digest) const {
  static constexpr Personalization use = personalize("board-admission");
  // No token has a line break, so it is plain where the digest begins.
  return keyed_hash(key_, use, std::string(token).append("\n").append(passphrase_digest));
}

std::string DeviceHashes::passphrase_digest(std::string_view phrase) const {
  static constexpr Personalization use = personalize("board-passphrase");
  return keyed_hash(key_, use, phrase);
}

}  // namespace skillboard
