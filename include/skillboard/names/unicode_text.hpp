#pragma once

#include <unicode/unistr.h>
#include <unicode/utypes.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace skillboard {

// The little of ICU that this layer is written in. All may be called on any thread.

// Throws std::runtime_error for what ICU refuses: a bug, or an installation without its data.
void expect_success(UErrorCode status);

// Bytes that are no UTF-8 become U+FFFD.
icu::UnicodeString from_utf8(std::string_view text);

std::string to_utf8(const icu::UnicodeString& text);

// Compatibility forms replaced, and composed (UAX #15, NFKC).
icu::UnicodeString to_nfkc(const icu::UnicodeString& text);

// Compatibility forms replaced, and letters taken apart from their accents (NFKD).
icu::UnicodeString to_nfkd(const icu::UnicodeString& text);

// Compatibility forms replaced, and composed, without case, and without characters that are to be
// ignored (UAX #44, NFKC_Casefold).
icu::UnicodeString to_nfkc_casefold(const icu::UnicodeString& text);

// Calls `visit(character)` for each code point.
template <typename Visit>
void each_character(const icu::UnicodeString& text, Visit visit) {
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    visit(text.char32At(at));
  }
}

}  // namespace skillboard
