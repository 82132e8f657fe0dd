#pragma once

#include <string>
#include <string_view>

namespace skillboard {

// The bytes as C libraries of cryptography have them. Good for as long as the text is.

inline const unsigned char* unsigned_bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

inline unsigned char* unsigned_bytes(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

}  // namespace skillboard
