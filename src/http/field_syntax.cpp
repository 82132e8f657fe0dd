#include "skillboard/http/field_syntax.hpp"

#include <algorithm>
#include <array>

namespace skillboard {

namespace {

constexpr std::array<bool, 256> make_token_characters() {
  std::array<bool, 256> table{};
  for (const unsigned char character :
       std::string_view("!#$%&'*+-.^_`|~0123456789"
                        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
    table[character] = true;
  }
  return table;
}

constexpr auto token_characters = make_token_characters();

constexpr char lower(char character) {
  return character >= 'A' && character <= 'Z' ? static_cast<char>(character | 0x20) : character;
}

}  // namespace

bool is_token_character(char character) {
  return token_characters[static_cast<unsigned char>(character)];
}

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_token_character);
}

bool equal_ignoring_case(std::string_view left, std::string_view right) {
  return left.size() == right.size() &&
         std::ranges::equal(left, right, [](char a, char b) { return lower(a) == lower(b); });
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::size_t find_unquoted(std::string_view text, char delimiter) {
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (quoted && text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      quoted = !quoted;
    } else if (!quoted && text[at] == delimiter) {
      return at;
    }
  }
  return text.size();
}

std::string_view take_part(std::string_view& text, char delimiter) {
  const std::size_t end = find_unquoted(text, delimiter);
  const std::string_view part = trim(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

}  // namespace skillboard
