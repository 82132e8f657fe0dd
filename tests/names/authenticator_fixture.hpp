#pragma once

#include <openssl/evp.h>

#include <memory>
#include <string>
#include <string_view>

#include "skillboard/names/passkey.hpp"

namespace skillboard {

// An authenticator with one passkey. What it says is as its members have it, so that a test can
// make it say something wrong.
class FakeAuthenticator {
 public:
  enum class Kind { es256, eddsa };

  explicit FakeAuthenticator(Kind kind);

  // Flags of authenticator data.
  static constexpr unsigned user_present = 0x01;
  static constexpr unsigned user_verified = 0x04;
  static constexpr unsigned may_be_backed_up = 0x08;
  static constexpr unsigned is_backed_up = 0x10;
  static constexpr unsigned has_passkey = 0x40;
  static constexpr unsigned has_extensions = 0x80;

  std::string id = "a credential's id";
  std::string site = "board.example";
  unsigned flags = user_present | user_verified;
  std::string extensions;  // what follows everything else

  // Answers as `navigator.credentials.create` and `get` do.
  PasskeyRegistration create(std::string client_data_json) const;
  PasskeyAssertion get(std::string client_data_json) const;

  std::string authenticator_data() const;
  std::string attested_authenticator_data() const;
  std::string cose_key() const;

  // As it is kept.
  std::string public_key() const;

  std::string sign(std::string_view message) const;

 private:
  struct Free {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  };

  // The coordinates, or the one of Ed25519.
  std::string point() const;
  std::string head(unsigned flags) const;

  Kind kind_;
  std::unique_ptr<EVP_PKEY, Free> key_;
};

// What a browser makes of a ceremony at this origin: "webauthn.create" or "webauthn.get".
std::string make_client_data(std::string_view type, std::string_view challenge,
                             std::string_view origin = "https://board.example");

// An attestation object of this authenticator data, without attestation.
std::string make_attestation_object(std::string_view authenticator_data);

}  // namespace skillboard
