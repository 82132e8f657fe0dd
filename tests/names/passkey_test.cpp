#include "skillboard/names/passkey.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <functional>

#include "skillboard/names/base64url.hpp"

#include "names/authenticator_fixture.hpp"

namespace skillboard {
namespace {

using Kind = FakeAuthenticator::Kind;
using Json = nlohmann::json;

// What can go wrong between the page that asks and the board that checks.
struct Exchange {
  explicit Exchange(Kind kind) : authenticator(kind) {}

  FakeAuthenticator authenticator;
  Json registering = Json::parse(make_client_data("webauthn.create", "challenge"));
  Json signing_in = Json::parse(make_client_data("webauthn.get", "challenge"));
  PasskeyExpectation expected{
      "challenge", {"https://board.example", "https://other.example"}, "board.example"};

  std::optional<PasskeyFault> create() const {
    const auto passkey = accept_registration(authenticator.create(registering.dump()), expected);
    return passkey ? std::nullopt : std::optional(passkey.error());
  }

  std::optional<PasskeyFault> get() const {
    return check_assertion(authenticator.get(signing_in.dump()), authenticator.public_key(),
                           expected);
  }

  // In what the browser says, of either ceremony.
  void say(const char* member, const Json& value) {
    registering[member] = value;
    signing_in[member] = value;
  }
};

class PasskeyTest : public testing::TestWithParam<Kind> {
 protected:
  Exchange exchange{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Passkey, PasskeyTest, testing::Values(Kind::es256, Kind::eddsa),
                         [](const auto& kind) {
                           return kind.param == Kind::es256 ? "es256" : "eddsa";
                         });

TEST_P(PasskeyTest, is_told_when_it_is_registered) {
  const FakeAuthenticator& authenticator = exchange.authenticator;
  const auto passkey =
      accept_registration(authenticator.create(exchange.registering.dump()), exchange.expected);

  ASSERT_TRUE(passkey);
  EXPECT_EQ(*passkey, (Credential{to_base64url(authenticator.id), authenticator.public_key()}));
}

TEST_P(PasskeyTest, is_recognized_when_it_is_used) {
  EXPECT_EQ(exchange.get(), std::nullopt);
}

TEST_P(PasskeyTest, may_be_used_from_each_origin_of_the_board) {
  exchange.say("origin", "https://other.example");

  EXPECT_EQ(exchange.create(), std::nullopt);
  EXPECT_EQ(exchange.get(), std::nullopt);
}

TEST_P(PasskeyTest, may_come_with_what_nobody_asked_for) {
  using Authenticator = FakeAuthenticator;
  exchange.say("other_keys_can_be_added_here", Json{{"a", 1}});
  exchange.authenticator.extensions =
      "\xA1\x63"
      "abc"
      "\xF5";
  exchange.authenticator.flags = Authenticator::user_present | Authenticator::has_extensions |
                                 Authenticator::may_be_backed_up | Authenticator::is_backed_up;

  EXPECT_EQ(exchange.create(), std::nullopt);
  EXPECT_EQ(exchange.get(), std::nullopt);
}

TEST_P(PasskeyTest, may_leave_out_that_it_is_not_embedded) {
  exchange.registering.erase("crossOrigin");
  exchange.signing_in.erase("crossOrigin");

  EXPECT_EQ(exchange.create(), std::nullopt);
  EXPECT_EQ(exchange.get(), std::nullopt);
}

TEST_P(PasskeyTest, has_an_id_of_1023_bytes_at_the_most) {
  exchange.authenticator.id = std::string(1'023, 'i');
  EXPECT_EQ(exchange.create(), std::nullopt);

  for (const std::size_t size : {0U, 1'024U}) {
    exchange.authenticator.id = std::string(size, 'i');
    EXPECT_EQ(exchange.create(), PasskeyFault::malformed);
  }
}

TEST_P(PasskeyTest, must_be_in_what_registers_it) {
  PasskeyRegistration registration = exchange.authenticator.create(exchange.registering.dump());
  registration.attestation_object =
      make_attestation_object(exchange.authenticator.authenticator_data());

  EXPECT_EQ(accept_registration(registration, exchange.expected).error(), PasskeyFault::malformed);
}

TEST_P(PasskeyTest, is_not_another) {
  const FakeAuthenticator another(GetParam());
  const PasskeyAssertion assertion = exchange.authenticator.get(exchange.signing_in.dump());

  EXPECT_EQ(check_assertion(assertion, another.public_key(), exchange.expected),
            PasskeyFault::wrong_signature);
  EXPECT_EQ(check_assertion(assertion, "", exchange.expected), PasskeyFault::wrong_signature);
}

struct Wrong {
  const char* what;
  PasskeyFault fault;
  std::function<void(Exchange&)> make_wrong;
};

class WrongExchange : public testing::TestWithParam<Wrong> {};

// Either ceremony, and either kind of key.
TEST_P(WrongExchange, is_refused) {
  for (const Kind kind : {Kind::es256, Kind::eddsa}) {
    Exchange exchange(kind);
    ASSERT_EQ(exchange.create(), std::nullopt);
    ASSERT_EQ(exchange.get(), std::nullopt);

    GetParam().make_wrong(exchange);

    EXPECT_EQ(exchange.create(), GetParam().fault);
    EXPECT_EQ(exchange.get(), GetParam().fault);
  }
}

constexpr unsigned present = FakeAuthenticator::user_present;

Wrong said(const char* what, PasskeyFault fault, const char* member, const Json& value) {
  return {what, fault, [=](Exchange& exchange) { exchange.say(member, value); }};
}

Wrong flagged(const char* what, PasskeyFault fault, unsigned flags, const char* extensions = "") {
  return {what, fault, [=](Exchange& exchange) {
            exchange.authenticator.flags = flags;
            exchange.authenticator.extensions = extensions;
          }};
}

INSTANTIATE_TEST_SUITE_P(
    Passkey, WrongExchange,
    testing::Values(
        Wrong{"swapped", PasskeyFault::another_ceremony,
              [](Exchange& exchange) { std::swap(exchange.registering, exchange.signing_in); }},
        said("no_type", PasskeyFault::another_ceremony, "type", nullptr),
        said("longer_type", PasskeyFault::another_ceremony, "type", "webauthn.get "),
        said("another_challenge", PasskeyFault::wrong_challenge, "challenge", "challengf"),
        said("less_of_the_challenge", PasskeyFault::wrong_challenge, "challenge", "challeng"),
        said("number_for_challenge", PasskeyFault::wrong_challenge, "challenge", 7),
        Wrong{"nothing_asked", PasskeyFault::wrong_challenge,
              [](Exchange& exchange) {
                exchange.say("challenge", "");
                exchange.expected.challenge.clear();
              }},
        said("another_origin", PasskeyFault::wrong_origin, "origin", "https://evil.example"),
        said("another_scheme", PasskeyFault::wrong_origin, "origin", "http://board.example"),
        said("another_port", PasskeyFault::wrong_origin, "origin", "https://board.example:444"),
        said("longer_origin", PasskeyFault::wrong_origin, "origin", "https://board.example/"),
        said("no_origin", PasskeyFault::wrong_origin, "origin", nullptr),
        said("in_a_frame", PasskeyFault::embedded, "crossOrigin", true),
        said("odd_frame", PasskeyFault::embedded, "crossOrigin", "false"),
        said("top_of_a_frame", PasskeyFault::embedded, "topOrigin", "https://evil.example"),
        Wrong{"no_object", PasskeyFault::malformed,
              [](Exchange& exchange) { exchange.registering = exchange.signing_in = "text"; }},
        said("long_client_data", PasskeyFault::malformed, "more", std::string(8'192, 'x')),
        Wrong{"another_site", PasskeyFault::wrong_site,
              [](Exchange& exchange) { exchange.authenticator.site = "evil.example"; }},
        flagged("nobody", PasskeyFault::nobody_there, FakeAuthenticator::user_verified),
        flagged("impossible_backup", PasskeyFault::malformed,
                present | FakeAuthenticator::is_backed_up),
        flagged("no_extensions", PasskeyFault::malformed,
                present | FakeAuthenticator::has_extensions),
        flagged("more_than_extensions", PasskeyFault::malformed,
                present | FakeAuthenticator::has_extensions, "\xA1\x61x\x01\x01"),
        flagged("other_extensions", PasskeyFault::malformed,
                present | FakeAuthenticator::has_extensions, "\x81\x01"),
        flagged("more_than_said", PasskeyFault::malformed, present, "\xA1\x61x\x01")),
    [](const auto& wrong) { return wrong.param.what; });

TEST(Passkey, is_told_in_a_sentence_what_is_wrong_with_it) {
  for (const auto fault :
       {PasskeyFault::malformed, PasskeyFault::another_ceremony, PasskeyFault::wrong_challenge,
        PasskeyFault::wrong_origin, PasskeyFault::embedded, PasskeyFault::wrong_site,
        PasskeyFault::nobody_there, PasskeyFault::unsupported_key, PasskeyFault::wrong_signature}) {
    EXPECT_TRUE(describe(fault).ends_with(".")) << describe(fault);
  }
}

}  // namespace
}  // namespace skillboard
