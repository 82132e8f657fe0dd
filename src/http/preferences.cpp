#include "skillboard/http/preferences.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "skillboard/http/field_syntax.hpp"

namespace skillboard {

namespace {

struct Preference {
  std::string_view name;
  std::string value;  // without the quotes it may have had
};

// Nothing when it ends in the middle, or something follows it.
std::optional<std::string> unquote(std::string_view quoted) {
  std::string text;
  for (std::size_t at = 1; at < quoted.size(); ++at) {
    if (quoted[at] == '"') {
      return at + 1 == quoted.size() ? std::optional(text) : std::nullopt;
    }
    if (quoted[at] == '\\' && ++at == quoted.size()) {
      break;
    }
    text.push_back(quoted[at]);
  }
  return std::nullopt;
}

// `name [ = word ] *( ; parameter )` (RFC 7240, section 2); parameters mean nothing to us.
Preference read_preference(std::string_view element) {
  std::string_view rest = take_part(element, ';');
  Preference preference;
  preference.name = take_part(rest, '=');
  const std::string_view word = trim(rest);
  if (word.starts_with('"')) {
    preference.value = unquote(word).value_or("");
  } else {
    preference.value = word;
  }
  return preference;
}

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

std::optional<std::chrono::seconds> read_seconds(std::string_view text,
                                                 std::chrono::seconds longest) {
  if (text.empty() || !std::ranges::all_of(text, is_digit)) {
    return std::nullopt;
  }
  std::chrono::seconds seconds{0};
  for (const char digit : text) {
    // Capped at each digit, so that it cannot overflow.
    seconds = std::min(seconds * 10 + std::chrono::seconds(digit - '0'), longest);
  }
  return seconds > std::chrono::seconds(0) ? std::optional(seconds) : std::nullopt;
}

}  // namespace

std::optional<std::chrono::seconds> preferred_wait(const Request& request,
                                                   std::chrono::seconds longest) {
  std::optional<std::string> wait;
  request.each("Prefer", [&](std::string_view value) {
    each_element(value, [&](std::string_view element) {
      Preference preference = read_preference(element);
      if (!wait && equal_ignoring_case(preference.name, "wait")) {
        wait = std::move(preference.value);
      }
    });
  });
  return wait ? read_seconds(*wait, longest) : std::nullopt;
}

}  // namespace skillboard
