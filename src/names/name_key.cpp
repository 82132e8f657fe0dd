#include "skillboard/names/name_key.hpp"

#include <unicode/uchar.h>
#include <unicode/uspoof.h>

#include "skillboard/names/letter_shapes.hpp"
#include "skillboard/names/unicode_text.hpp"

namespace skillboard {

namespace {

using icu::UnicodeString;

icu::LocalUSpoofCheckerPointer open_checker() {
  UErrorCode status = U_ZERO_ERROR;
  icu::LocalUSpoofCheckerPointer checker(uspoof_open(&status));
  uspoof_setChecks(checker.getAlias(), USPOOF_RESTRICTION_LEVEL, &status);
  expect_success(status);
  uspoof_setRestrictionLevel(checker.getAlias(), USPOOF_HIGHLY_RESTRICTIVE);
  return checker;
}

// Made once. It is never changed again, so all threads may use it.
const USpoofChecker* checker() {
  static const icu::LocalUSpoofCheckerPointer instance = open_checker();
  return instance.getAlias();
}

// Nothing is to be seen of the marks of interlinear annotations, which NFKC_Casefold keeps.
UnicodeString without_unseen(const UnicodeString& text) {
  UnicodeString seen;
  each_character(text, [&](UChar32 character) {
    if (character < 0xFFF9 || 0xFFFB < character) {
      seen.append(character);
    }
  });
  return seen;
}

// The empty pattern of Braille looks like a space.
bool is_space(UChar32 character) {
  return u_isUWhiteSpace(character) || character == 0x2800;
}

UnicodeString collapse_spaces(const UnicodeString& text) {
  UnicodeString collapsed;
  bool between = false;
  each_character(text, [&](UChar32 character) {
    if (is_space(character)) {
      between = !collapsed.isEmpty();
      return;
    }
    if (between) {
      collapsed.append(u' ');
      between = false;
    }
    collapsed.append(character);
  });
  return collapsed;
}

UnicodeString fold(const UnicodeString& text) {
  return collapse_spaces(to_nfkc_casefold(text));
}

// Folded again, since a skeleton may have capitals: that of 0 is O.
UnicodeString folded_skeleton(const UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  UnicodeString skeleton;
  uspoof_getSkeletonUnicodeString(checker(), 0, text, skeleton, &status);
  expect_success(status);
  // These have a dot already; Turkish İ, folded, has another.
  skeleton.findAndReplace(u"i\u0307", u"i");
  skeleton.findAndReplace(u"j\u0307", u"j");
  return fold(skeleton);
}

// The first skeleton is that of the letters in their case, the second that of what they are then.
UnicodeString misread(const UnicodeString& name) {
  return folded_skeleton(folded_skeleton(read_shapes(to_nfkc(name))));
}

}  // namespace

NameKey make_name_key(std::string_view name) {
  const UnicodeString written = without_unseen(from_utf8(name));
  const UnicodeString folded = fold(written);
  return {to_utf8(folded), to_utf8(folded_skeleton(folded)), to_utf8(misread(written))};
}

bool looks_like(const NameKey& written, const NameKey& other) {
  return written.folded != other.folded &&
         (written.skeleton == other.skeleton || written.misread == other.skeleton);
}

bool mixes_scripts(std::string_view name) {
  // Folded, since Latin letters as they stand in formulas count as of no script.
  const UnicodeString folded = fold(without_unseen(from_utf8(name)));
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t failed = uspoof_checkUnicodeString(checker(), folded, nullptr, &status);
  expect_success(status);
  return failed != 0;
}

}  // namespace skillboard
