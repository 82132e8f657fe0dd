#pragma once

#include <unicode/unistr.h>

namespace skillboard {

// The text as somebody reads it who sees nothing but the shapes of its letters: each upright stroke
// (I, l, 1, a bar, the Greek and Cyrillic I) is a small i or l, by what stands around it. Among
// capitals it is an i; in a word with small letters it is an i at the beginning and an l everywhere
// else. Everything else stays as it is.
icu::UnicodeString read_shapes(const icu::UnicodeString& text);

}  // namespace skillboard
