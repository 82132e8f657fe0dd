#include "skillboard/talks/limits.hpp"

#include <algorithm>
#include <array>

namespace skillboard {

namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// White space as Unicode has it, and characters without any width: a text of nothing else looks
// empty.
constexpr std::array blank_ranges{
    Range{U'\t', U'\r'},         Range{U' ', U' '},           Range{U'\u0085', U'\u0085'},
    Range{U'\u00a0', U'\u00a0'}, Range{U'\u00ad', U'\u00ad'}, Range{U'\u1680', U'\u1680'},
    Range{U'\u180e', U'\u180e'}, Range{U'\u2000', U'\u200f'}, Range{U'\u2028', U'\u202f'},
    Range{U'\u205f', U'\u206f'}, Range{U'\u2800', U'\u2800'}, Range{U'\u3000', U'\u3000'},
    Range{U'\u3164', U'\u3164'}, Range{U'\ufe00', U'\ufe0f'}, Range{U'\ufeff', U'\ufeff'},
};

bool is_blank(char32_t character) {
  return std::ranges::any_of(blank_ranges, [&](const Range& range) {
    return range.first <= character && character <= range.last;
  });
}

// C0, DEL and C1.
bool is_control(char32_t character) {
  return character < U' ' || (U'\x7f' <= character && character <= U'\u009f');
}

bool breaks_line(char32_t character) {
  return character == U'\u2028' || character == U'\u2029';
}

bool may_stand_in_text(char32_t character) {
  return character == U'\n' || character == U'\r' || character == U'\t';
}

bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

// The bits of the character that its first byte carries.
char32_t bits_of_lead(unsigned char lead) {
  if (lead < 0x80U) {
    return lead;
  }
  if (lead < 0xE0U) {
    return lead & 0x1FU;
  }
  return lead < 0xF0U ? lead & 0x0FU : lead & 0x07U;
}

// Takes the first character off a text that is not empty.
char32_t take_character(std::string_view& text) {
  char32_t character = bits_of_lead(static_cast<unsigned char>(text.front()));
  text.remove_prefix(1);
  while (!text.empty() && is_continuation(text.front())) {
    character = character << 6U | (static_cast<unsigned char>(text.front()) & 0x3FU);
    text.remove_prefix(1);
  }
  return character;
}

template <typename IsRefused>
std::optional<TextFault> check(std::string_view text, std::size_t most_characters, Blank blank,
                               IsRefused is_refused) {
  std::size_t count = 0;
  bool only_blanks = true;
  while (!text.empty()) {
    const char32_t character = take_character(text);
    if (is_refused(character)) {
      return TextFault::control_character;
    }
    only_blanks = only_blanks && is_blank(character);
    ++count;
  }
  if (only_blanks && blank == Blank::refused) {
    return TextFault::blank;
  }
  if (count > most_characters) {
    return TextFault::too_long;
  }
  return std::nullopt;
}

}  // namespace

std::optional<TextFault> check_line(std::string_view text, std::size_t most_characters) {
  return check(text, most_characters, Blank::refused,
               [](char32_t character) { return is_control(character) || breaks_line(character); });
}

std::optional<TextFault> check_title(std::string_view title, std::size_t most_characters) {
  if (title == "." || title == "..") {
    return TextFault::reserved;
  }
  return check_line(title, most_characters);
}

std::optional<TextFault> check_text(std::string_view text, std::size_t most_characters,
                                    Blank blank) {
  return check(text, most_characters, blank, [](char32_t character) {
    return is_control(character) && !may_stand_in_text(character);
  });
}

std::size_t count_characters(std::string_view text) {
  return text.size() - static_cast<std::size_t>(std::ranges::count_if(text, is_continuation));
}

}  // namespace skillboard
