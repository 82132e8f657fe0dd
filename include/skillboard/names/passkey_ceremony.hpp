#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace skillboard {

// What passkeys are used for (Web Authentication Level 3, sections 7.1 and 7.2).
enum class Ceremony { registration, authentication };

// What a browser must have been asked for, and where.
struct PasskeyExpectation {
  std::string challenge;             // base64url, as the page was given it (see `Challenges`)
  std::vector<std::string> origins;  // such as "https://board.example", as browsers write them
  std::string site;                  // the relying party's id, such as "board.example"
};

// Why a passkey is not accepted.
enum class PasskeyFault {
  malformed,         // not in the form that the specification gives it
  another_ceremony,  // made to register and used to sign in, or the other way round
  wrong_challenge,
  wrong_origin,
  embedded,  // from within a page of another origin
  wrong_site,
  nobody_there,     // no user was present
  unsupported_key,  // neither ES256 nor EdDSA with Ed25519, or not a key at all
  wrong_signature,
};

// A sentence for the person whose passkey it is.
std::string_view describe(PasskeyFault fault);

}  // namespace skillboard
