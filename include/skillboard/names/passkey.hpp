#pragma once

#include <boost/system/result.hpp>

#include <optional>
#include <string>
#include <string_view>

#include "skillboard/names/authenticator_data.hpp"
#include "skillboard/names/passkey_ceremony.hpp"

namespace skillboard {

// What the page sends after it has made a passkey, and after it has used one: the members of the
// same names of a PublicKeyCredential's response, as bytes.
struct PasskeyRegistration {
  std::string client_data_json;
  std::string attestation_object;
};

struct PasskeyAssertion {
  std::string client_data_json;
  std::string authenticator_data;
  std::string signature;
};

// The new passkey, once all is checked that Web Authentication Level 3, section 7.1, asks for where
// no attestation is wanted: which make the authenticator is of is neither asked nor looked at. A
// user must have been present, and need not have been verified.
boost::system::result<Credential, PasskeyFault> accept_registration(
    const PasskeyRegistration& registration, const PasskeyExpectation& expected);

// What is wrong with the use of the passkey with this public key, or nothing (section 7.2). Counts
// of signatures are not kept: a passkey that is on several devices has none.
std::optional<PasskeyFault> check_assertion(const PasskeyAssertion& assertion, std::string_view key,
                                            const PasskeyExpectation& expected);

}  // namespace skillboard
