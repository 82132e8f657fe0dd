#include "skillboard/names/secrets.hpp"

#include <sodium.h>

#include <stdexcept>

namespace skillboard {

void ready_libsodium() {
  // Once for the process, whichever thread is first; when it throws, the next call tries again.
  static const bool ready = [] {
    if (sodium_init() < 0) {
      throw std::runtime_error("libsodium cannot be used: the system has no random source");
    }
    return true;
  }();
  static_cast<void>(ready);
}

std::string random_bytes(std::size_t count) {
  ready_libsodium();
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::uint32_t random_below(std::uint32_t limit) {
  ready_libsodium();
  return randombytes_uniform(limit);
}

bool equal_secrets(std::string_view left, std::string_view right) {
  return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

void wipe(std::string& secret) {
  sodium_memzero(secret.data(), secret.size());
  secret.clear();
}

}  // namespace skillboard
