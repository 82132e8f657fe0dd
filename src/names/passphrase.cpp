#include "skillboard/names/passphrase.hpp"

#include <sodium.h>

#include <array>
#include <new>
#include <optional>
#include <utility>

#include "skillboard/names/secrets.hpp"
#include "skillboard/names/unicode_text.hpp"
#include "skillboard/talks/limits.hpp"

namespace skillboard {

namespace {

// As phrases are compared. Nothing for bytes that are no text: they would all be the same.
std::optional<std::string> as_compared(std::string_view phrase) {
  icu::UnicodeString text = from_utf8(phrase);
  if (text.indexOf(u'\uFFFD') >= 0) {
    return std::nullopt;
  }
  return to_utf8(to_nfkc(text).trim());
}

std::string hash_phrase(std::string_view phrase) {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str(hash.data(), phrase.data(), phrase.size(),
                        crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
    throw std::bad_alloc();
  }
  return hash.data();
}

// Asking whether its costs are those of today is how libsodium reads a hash without trying it.
bool is_hash(const std::string& text) {
  return text.starts_with(crypto_pwhash_argon2id_STRPREFIX) &&
         text.size() < crypto_pwhash_STRBYTES &&
         crypto_pwhash_str_needs_rehash(text.c_str(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                        crypto_pwhash_MEMLIMIT_INTERACTIVE) >= 0;
}

}  // namespace

Passphrase::Passphrase(std::string hash, std::string digest)
    : hash_(std::move(hash)), digest_(std::move(digest)) {}

boost::system::result<Passphrase, PassphraseFault> Passphrase::read(std::string_view line,
                                                                    const DeviceHashes& hashes) {
  ready_libsodium();
  if (line.size() > most_bytes) {
    return PassphraseFault::too_long;
  }
  std::optional<std::string> phrase = as_compared(line);
  if (!phrase) {
    return PassphraseFault::no_text;
  }
  if (phrase->starts_with("$argon2")) {
    if (!is_hash(*phrase)) {
      return PassphraseFault::no_hash;
    }
    return Passphrase(*phrase, hashes.passphrase_digest(*phrase));
  }
  if (count_characters(*phrase) < fewest_characters) {
    return PassphraseFault::too_short;
  }
  Passphrase passphrase(hash_phrase(*phrase), hashes.passphrase_digest(*phrase));
  wipe(*phrase);
  return passphrase;
}

bool Passphrase::verify(std::string_view attempt) const {
  std::optional<std::string> phrase =
      attempt.size() > most_bytes ? std::nullopt : as_compared(attempt);
  if (!phrase) {
    return false;
  }
  // libsodium compares in constant time.
  const bool same = crypto_pwhash_str_verify(hash_.c_str(), phrase->data(), phrase->size()) == 0;
  wipe(*phrase);
  return same;
}

}  // namespace skillboard
