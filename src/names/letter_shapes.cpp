#include "skillboard/names/letter_shapes.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "skillboard/names/unicode_text.hpp"

namespace skillboard {

namespace {

bool is_stroke(UChar32 character) {
  constexpr std::array<UChar32, 7> strokes{
      'I',    'l', '1', '|',
      0x0399,  // Greek Ι
      0x0406,  // Ukrainian І
      0x04C0,  // Caucasian palochka
  };
  return std::ranges::find(strokes, character) != strokes.end();
}

bool is_of_word(UChar32 character) {
  return u_isalnum(character) || is_stroke(character) ||
         (U_MASK(u_charType(character)) & U_GC_M_MASK) != 0;
}

void append_as_read(const icu::UnicodeString& word, icu::UnicodeString& read) {
  bool has_small = false;
  each_character(word, [&](UChar32 character) {
    has_small = has_small || (u_islower(character) && !is_stroke(character));
  });
  bool first = true;
  each_character(word, [&](UChar32 character) {
    if (is_stroke(character)) {
      read.append(first || !has_small ? u'i' : u'l');
    } else {
      read.append(character);
    }
    first = false;
  });
}

}  // namespace

icu::UnicodeString read_shapes(const icu::UnicodeString& text) {
  icu::UnicodeString read;
  icu::UnicodeString word;
  each_character(text, [&](UChar32 character) {
    if (is_of_word(character)) {
      word.append(character);
      return;
    }
    append_as_read(word, read);
    word.remove();
    read.append(character);
  });
  append_as_read(word, read);
  return read;
}

}  // namespace skillboard
