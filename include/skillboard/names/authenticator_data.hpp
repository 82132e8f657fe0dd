#pragma once

#include <boost/system/result.hpp>

#include <optional>
#include <string>
#include <string_view>

#include "skillboard/names/passkey_ceremony.hpp"

namespace skillboard {

// A passkey as it is kept.
struct Credential {
  std::string id;   // its credential id, of at most 1,023 bytes, as base64url
  std::string key;  // the public one (see passkey_key.hpp)

  bool operator==(const Credential&) const = default;
};

// What an authenticator says and signs (Web Authentication Level 3, section 6.1).
struct AuthenticatorData {
  std::string_view site_hash;  // SHA-256 of the relying party's id; good as long as the bytes
  bool user_present = false;
  std::optional<Credential> passkey;  // the new one, when it says one
};

// Reads all of the bytes: nothing may be missing or left over, extensions must be a map of CBOR,
// and flags that exclude each other must not both be set. Refused as malformed, or for its key.
boost::system::result<AuthenticatorData, PasskeyFault> read_authenticator_data(
    std::string_view bytes);

}  // namespace skillboard
