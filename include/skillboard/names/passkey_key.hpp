#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace skillboard {

// Public keys of passkeys, as texts of one line: "es256:" or "eddsa:" and the base64url of the
// point, its two coordinates of 32 bytes for ES256 (ECDSA on P-256 with SHA-256), the 32 bytes of
// RFC 8032 for EdDSA (Ed25519). May be stored: the form is for ever.

// Takes a COSE key off the front of the bytes (RFC 9052, section 7), in the one form that CTAP2
// allows for it, without members that it need not have. Nothing, and the bytes as they were, for
// any other, and for a point that is not on its curve.
std::optional<std::string> take_cose_key(std::string_view& bytes);

// Whether the signature of the message is this key's: in DER for ES256, of 64 bytes for EdDSA.
// False for whatever is not a key or a signature.
bool verify_signature(std::string_view key, std::string_view message, std::string_view signature);

}  // namespace skillboard
