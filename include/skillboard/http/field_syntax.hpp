#pragma once

#include <cstddef>
#include <string_view>

namespace skillboard {

// What field values are made of (RFC 9110, section 5.6).

bool is_token_character(char character);

bool is_token(std::string_view text);

// Of ASCII letters only.
bool equal_ignoring_case(std::string_view left, std::string_view right);

// Without the spaces and tabs around it.
std::string_view trim(std::string_view text);

// Where the first `delimiter` outside of quoted strings stands; the length of the text when there
// is none. A quoted string that does not end reaches to the end.
std::size_t find_unquoted(std::string_view text, char delimiter);

// Takes the part before the first `delimiter` outside of quoted strings off the front of `text`,
// the delimiter too, and returns that part trimmed.
std::string_view take_part(std::string_view& text, char delimiter);

// Calls `visit(element)` for the elements of a comma-separated list, trimmed, but those that are
// empty (section 5.6.1.2).
template <typename Visit>
void each_element(std::string_view list, Visit visit) {
  while (!list.empty()) {
    const std::string_view element = take_part(list, ',');
    if (!element.empty()) {
      visit(element);
    }
  }
}

}  // namespace skillboard
