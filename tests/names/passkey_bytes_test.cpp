// What does not depend on who is asked, but on the bytes that come: altered, cut off, and random.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <random>

#include "skillboard/names/authenticator_data.hpp"
#include "skillboard/names/cbor_map.hpp"
#include "skillboard/names/passkey.hpp"

#include "names/authenticator_fixture.hpp"

namespace skillboard {
namespace {

using Kind = FakeAuthenticator::Kind;

class PasskeyBytes : public testing::TestWithParam<Kind> {
 protected:
  bool accepts(const PasskeyRegistration& registration) {
    return accept_registration(registration, expected).has_value();
  }

  bool accepts(const PasskeyAssertion& assertion) {
    return check_assertion(assertion, authenticator.public_key(), expected) == std::nullopt;
  }

  FakeAuthenticator authenticator{GetParam()};
  PasskeyExpectation expected{"challenge", {"https://board.example"}, "board.example"};
  PasskeyRegistration registration =
      authenticator.create(make_client_data("webauthn.create", "challenge"));
  PasskeyAssertion assertion = authenticator.get(make_client_data("webauthn.get", "challenge"));
};

INSTANTIATE_TEST_SUITE_P(Passkey, PasskeyBytes, testing::Values(Kind::es256, Kind::eddsa),
                         [](const auto& kind) {
                           return kind.param == Kind::es256 ? "es256" : "eddsa";
                         });

TEST_P(PasskeyBytes, are_signed_to_the_last_bit) {
  ASSERT_TRUE(accepts(assertion));
  for (std::string PasskeyAssertion::* const part :
       {&PasskeyAssertion::client_data_json, &PasskeyAssertion::authenticator_data,
        &PasskeyAssertion::signature}) {
    for (std::size_t bit = 0; bit < 8 * (assertion.*part).size(); ++bit) {
      PasskeyAssertion altered = assertion;
      (altered.*part)[bit / 8] ^= static_cast<char>(1U << bit % 8);
      EXPECT_FALSE(accepts(altered)) << bit;
    }
  }
}

TEST_P(PasskeyBytes, are_of_no_use_when_any_are_missing_or_left_over) {
  for (std::string PasskeyAssertion::* const part :
       {&PasskeyAssertion::client_data_json, &PasskeyAssertion::authenticator_data,
        &PasskeyAssertion::signature}) {
    for (std::size_t size = 0; size < (assertion.*part).size(); ++size) {
      PasskeyAssertion altered = assertion;
      (altered.*part).resize(size);
      EXPECT_FALSE(accepts(altered)) << size;
    }
    PasskeyAssertion altered = assertion;
    (altered.*part) += '\0';
    EXPECT_FALSE(accepts(altered));
  }
  for (std::size_t size = 0; size < registration.attestation_object.size(); ++size) {
    PasskeyRegistration altered = registration;
    altered.attestation_object.resize(size);
    EXPECT_FALSE(accepts(altered)) << size;
  }
  registration.attestation_object += '\0';
  EXPECT_FALSE(accepts(registration));
}

// Where the attestation object itself is in order.
TEST_P(PasskeyBytes, of_the_authenticator_are_all_there_or_malformed) {
  const std::string data = authenticator.attested_authenticator_data();
  ASSERT_TRUE(read_authenticator_data(data));
  for (std::size_t size = 0; size < data.size(); ++size) {
    // A copy of its own, so that ASan sees a read beyond its end.
    const std::string cut(data, 0, size);
    EXPECT_FALSE(read_authenticator_data(cut)) << size;
    EXPECT_FALSE(
        accepts(PasskeyRegistration{registration.client_data_json, make_attestation_object(cut)}));
  }
  EXPECT_FALSE(read_authenticator_data(data + '\0'));
}

TEST_P(PasskeyBytes, that_are_random_are_refused) {
  std::mt19937 random(11);
  for (int i = 0; i < 5'000; ++i) {
    std::string bytes =
        i % 2 == 0 ? registration.attestation_object : authenticator.attested_authenticator_data();
    for (auto times = 1 + random() % 8; times > 0; --times) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    // Accepted or not, it must only not do anything undefined; most of it is no key.
    find_cbor_bytes(bytes, "authData");
    static_cast<void>(read_authenticator_data(bytes));
    for (char& byte : bytes) {
      byte = static_cast<char>(random());
    }
    EXPECT_EQ(find_cbor_bytes(bytes, "authData"), std::nullopt);
    EXPECT_FALSE(accepts(PasskeyRegistration{registration.client_data_json, bytes}));
    EXPECT_FALSE(accepts(PasskeyAssertion{assertion.client_data_json, bytes, bytes}));
  }
}

TEST_P(PasskeyBytes, may_be_attested_in_any_way) {
  nlohmann::json object = nlohmann::json::from_cbor(registration.attestation_object);
  object["fmt"] = "packed";
  object["attStmt"] = {{"alg", -7},
                       {"sig", nlohmann::json::binary({1, 2, 3})},
                       {"x5c", {nlohmann::json::binary({4, 5}), nullptr, 1.5, true, "text"}},
                       {"authData", nlohmann::json::binary({6})}};
  const auto bytes = nlohmann::json::to_cbor(object);
  registration.attestation_object.assign(bytes.begin(), bytes.end());

  EXPECT_TRUE(accepts(registration));
}

TEST_P(PasskeyBytes, are_in_one_object_of_bounded_size) {
  const nlohmann::json object = nlohmann::json::from_cbor(registration.attestation_object);
  const auto altered = [&](const char* member, const nlohmann::json& value) {
    nlohmann::json copy = object;
    copy[member] = value;
    const auto bytes = nlohmann::json::to_cbor(copy);
    return PasskeyRegistration{registration.client_data_json, {bytes.begin(), bytes.end()}};
  };

  EXPECT_TRUE(accepts(altered("more", 1)));
  EXPECT_FALSE(accepts(altered("authData", "text")));
  EXPECT_FALSE(accepts(altered("more", std::string(65'536, 'x'))));
}

}  // namespace
}  // namespace skillboard
