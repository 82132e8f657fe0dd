#pragma once

#include <string>
#include <string_view>

namespace skillboard {

// The digits and lower-case letters of Crockford's base 32, as in all ids of the board: without
// letters that are taken for digits, and without u, so that no word comes about.
inline constexpr std::string_view base32_alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

// Five bits a character, the highest first; the last character is filled with zero bits. So 32
// bytes are 52 characters.
std::string to_base32(std::string_view bytes);

}  // namespace skillboard
