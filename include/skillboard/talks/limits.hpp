#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace skillboard {

// How much of everything one board takes. Lengths are in characters (Unicode code points), as a
// person counts, not in bytes.
struct BoardLimits {
  std::size_t title_characters = 200;
  std::size_t name_characters = 80;
  std::size_t summary_characters = 10'000;
  std::size_t message_characters = 5'000;
  std::size_t open_talks = 10'000;
  std::size_t comments_per_talk = 2'000;
  std::size_t former_titles_per_talk = 100;
};

enum class TextFault {
  blank,              // nothing but white space where something is needed
  too_long,           // more characters than the limit
  control_character,  // one that has no place in a text
  reserved,           // a title that no browser can address: "." or ".."
};

// What is wrong with a title or name (one line), or nothing. The text is valid UTF-8.
std::optional<TextFault> check_line(std::string_view text, std::size_t most_characters);

// The same of a title, which moreover has to be usable as a segment of a path.
std::optional<TextFault> check_title(std::string_view title, std::size_t most_characters);

// What is wrong with a text that may have line breaks and tabs (a summary, a message), or nothing.
// Only a message must not be blank.
enum class Blank { allowed, refused };
std::optional<TextFault> check_text(std::string_view text, std::size_t most_characters,
                                    Blank blank);

// The number of code points of a valid UTF-8 text.
std::size_t count_characters(std::string_view text);

}  // namespace skillboard
