#include "skillboard/names/unicode_text.hpp"

#include <unicode/normalizer2.h>

#include <stdexcept>

namespace skillboard {

namespace {

// ICU makes each form once, and keeps it for as long as the process runs.
using GetForm = const icu::Normalizer2* (*)(UErrorCode&);

icu::UnicodeString normalize(GetForm get_form, const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = get_form(status);
  expect_success(status);
  icu::UnicodeString normalized = form->normalize(text, status);
  expect_success(status);
  return normalized;
}

}  // namespace

void expect_success(UErrorCode status) {
  if (U_FAILURE(status)) {
    throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
  }
}

icu::UnicodeString from_utf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string utf8;
  return text.toUTF8String(utf8);
}

icu::UnicodeString to_nfkc(const icu::UnicodeString& text) {
  return normalize(icu::Normalizer2::getNFKCInstance, text);
}

icu::UnicodeString to_nfkd(const icu::UnicodeString& text) {
  return normalize(icu::Normalizer2::getNFKDInstance, text);
}

icu::UnicodeString to_nfkc_casefold(const icu::UnicodeString& text) {
  return normalize(icu::Normalizer2::getNFKCCasefoldInstance, text);
}

}  // namespace skillboard
