#include "skillboard/names/base32.hpp"

namespace skillboard {

std::string to_base32(std::string_view bytes) {
  constexpr unsigned width = 5;
  static_assert(base32_alphabet.size() == 1U << width);
  std::string text;
  text.reserve((bytes.size() * 8 + width - 1) / width);
  unsigned waiting = 0;  // the last `bits` bits of it are yet to be written
  unsigned bits = 0;
  for (const char byte : bytes) {
    waiting = (waiting << 8U | static_cast<unsigned char>(byte)) & 0xFFFFU;
    for (bits += 8; bits >= width;) {
      bits -= width;
      text += base32_alphabet[waiting >> bits & 0x1FU];
    }
  }
  if (bits > 0) {
    text += base32_alphabet[waiting << (width - bits) & 0x1FU];
  }
  return text;
}

}  // namespace skillboard
