#include "skillboard/http/content_digest.hpp"

#include <array>
#include <cinttypes>
#include <cstdint>
#include <cstdio>

namespace skillboard {

std::string content_digest(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char byte : bytes) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  }
  std::array<char, 17> text;
  std::snprintf(text.data(), text.size(), "%016" PRIx64, hash);
  return text.data();
}

}  // namespace skillboard
