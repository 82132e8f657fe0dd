#include "skillboard/storage/random_id.hpp"

#include <cstdint>
#include <random>
#include <string_view>

namespace skillboard {

std::string make_random_id() {
  // Without letters that are taken for digits, and without u, so that no word comes about.
  constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
  constexpr std::size_t length = 12;
  constexpr unsigned bits = 5;
  static_assert(alphabet.size() == 1U << bits);
  std::random_device device;
  std::string id;
  for (std::uint64_t random = (std::uint64_t{device()} << 32) | device(); id.size() < length;
       random >>= bits) {
    id += alphabet[random & (alphabet.size() - 1)];
  }
  return id;
}

}  // namespace skillboard
