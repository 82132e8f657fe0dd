#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace skillboard {

inline constexpr std::size_t word_count = 128;

// Words to be said aloud and typed by somebody else: spelled alike in English and in Brazilian
// Portuguese, without accents in either, of four to twelve letters a to z. Any two differ in three
// letters at the least, so that a slip makes no other word of one, and no two pairs run together
// into the same letters. In alphabetical order.
const std::array<std::string_view, word_count>& word_list();

}  // namespace skillboard
