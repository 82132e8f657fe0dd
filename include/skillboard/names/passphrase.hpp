#pragma once

#include <boost/system/result.hpp>

#include <cstddef>
#include <string>
#include <string_view>

#include "skillboard/names/device_token.hpp"

namespace skillboard {

// What is wrong with a line that is to be a passphrase.
enum class PassphraseFault {
  no_text,    // not UTF-8
  too_short,  // fewer than 8 characters
  too_long,   // more than 1,000 bytes
  no_hash,    // it begins like a hash of Argon2, but is none of Argon2id that can be used
};

// What opens a closed board. Kept as a hash of Argon2id (RFC 9106) alone. Phrases are compared
// after NFKC and without white space around them, so that it does not matter which keyboard they
// come from.
class Passphrase {
 public:
  static constexpr std::size_t fewest_characters = 8;
  static constexpr std::size_t most_bytes = 1'000;

  // The line is the phrase itself, or the encoded hash of one, `$argon2id$…`, which is taken as it
  // is: with its own costs, and of a phrase that was in NFKC when it was hashed (as is all of
  // ASCII). To hash a phrase takes some 50 ms and 64 MiB; std::bad_alloc is thrown when there is no
  // such memory.
  static boost::system::result<Passphrase, PassphraseFault> read(std::string_view line,
                                                                 const DeviceHashes& hashes);

  // Whether this is the phrase; one of more than `most_bytes` is not. Takes as long and as much as
  // to hash it, however wrong it is, so it is not for the loop; may be called on any thread, and on
  // several at once. When there is no memory for it, no phrase is right.
  bool verify(std::string_view attempt) const;

  // Stands for the phrase in `DeviceHashes::admission`: it is another when the line is another, and
  // the same after a restart with the same line and key. A secret.
  const std::string& digest() const { return digest_; }

 private:
  Passphrase(std::string hash, std::string digest);

  std::string hash_;  // encoded
  std::string digest_;
};

}  // namespace skillboard
