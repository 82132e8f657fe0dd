#include "skillboard/names/passkey.hpp"

#include <sodium.h>

#include <cstddef>

#include "skillboard/names/cbor_map.hpp"
#include "skillboard/names/client_data.hpp"
#include "skillboard/names/passkey_key.hpp"
#include "skillboard/names/unsigned_bytes.hpp"

namespace skillboard {

namespace {

using Fault = PasskeyFault;

// Certificates are a few thousand bytes.
constexpr std::size_t most_attestation_bytes = 65'536;

std::string sha256(std::string_view bytes) {
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(unsigned_bytes(hash), unsigned_bytes(bytes), bytes.size());
  return hash;
}

std::optional<Fault> check_presence(const AuthenticatorData& data,
                                    const PasskeyExpectation& expected) {
  if (data.site_hash != sha256(expected.site)) {
    return Fault::wrong_site;
  }
  return data.user_present ? std::nullopt : std::optional(Fault::nobody_there);
}

// The signed bytes of an attestation object (section 6.5.4). What attests them is not looked at.
std::optional<std::string> find_authenticator_data(std::string_view attestation_object) {
  return attestation_object.size() > most_attestation_bytes
             ? std::nullopt
             : find_cbor_bytes(attestation_object, "authData");
}

}  // namespace

boost::system::result<Credential, PasskeyFault> accept_registration(
    const PasskeyRegistration& registration, const PasskeyExpectation& expected) {
  if (const auto fault =
          check_client_data(registration.client_data_json, Ceremony::registration, expected)) {
    return *fault;
  }
  const auto bytes = find_authenticator_data(registration.attestation_object);
  if (!bytes) {
    return Fault::malformed;
  }
  auto data = read_authenticator_data(*bytes);
  if (!data) {
    return data.error();
  }
  if (const auto fault = check_presence(*data, expected)) {
    return *fault;
  }
  if (!data->passkey) {
    return Fault::malformed;
  }
  return *std::move(data->passkey);
}

std::optional<PasskeyFault> check_assertion(const PasskeyAssertion& assertion, std::string_view key,
                                            const PasskeyExpectation& expected) {
  if (const auto fault =
          check_client_data(assertion.client_data_json, Ceremony::authentication, expected)) {
    return fault;
  }
  const auto data = read_authenticator_data(assertion.authenticator_data);
  if (!data) {
    return data.error();
  }
  if (const auto fault = check_presence(*data, expected)) {
    return fault;
  }
  const std::string signed_bytes =
      assertion.authenticator_data + sha256(assertion.client_data_json);
  return verify_signature(key, signed_bytes, assertion.signature)
             ? std::nullopt
             : std::optional(Fault::wrong_signature);
}

}  // namespace skillboard
