#include "skillboard/names/passkey_key.hpp"

#include <gtest/gtest.h>

#include "skillboard/names/base64url.hpp"

#include "names/authenticator_fixture.hpp"

namespace skillboard {
namespace {

using Kind = FakeAuthenticator::Kind;

std::string from_hex(std::string_view digits) {
  std::string bytes;
  for (; !digits.empty(); digits.remove_prefix(2)) {
    bytes += static_cast<char>(std::stoi(std::string(digits.substr(0, 2)), nullptr, 16));
  }
  return bytes;
}

// RFC 6979, appendix A.2.5, with SHA-256.
const std::string es256_point = from_hex(
    "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
    "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");
const std::string es256_of_sample = from_hex(
    "3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
    "022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");
// RFC 8032, section 7.1, test 2.
const std::string eddsa_point =
    from_hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
const std::string eddsa_of_72 = from_hex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");

const std::string es256_head = "\xA5\x01\x02\x03\x26\x20\x01\x21\x58\x20";
const std::string eddsa_head = "\xA4\x01\x01\x03\x27\x20\x06\x21\x58\x20";
const std::string es256_cose =
    es256_head + es256_point.substr(0, 32) + "\x22\x58\x20" + es256_point.substr(32);
const std::string eddsa_cose = eddsa_head + eddsa_point;

std::optional<std::string> read(std::string_view bytes) {
  return take_cose_key(bytes);
}

TEST(PasskeyKey, verifies_what_others_have_signed) {
  EXPECT_TRUE(verify_signature("es256:" + to_base64url(es256_point), "sample", es256_of_sample));
  EXPECT_TRUE(verify_signature("eddsa:" + to_base64url(eddsa_point), "\x72", eddsa_of_72));
}

TEST(PasskeyKey, verifies_nothing_else) {
  const std::string key = "es256:" + to_base64url(es256_point);
  EXPECT_FALSE(verify_signature(key, "Sample", es256_of_sample));
  EXPECT_FALSE(verify_signature(key, "sample", ""));
  EXPECT_FALSE(verify_signature(key, "sample", eddsa_of_72));
  EXPECT_FALSE(verify_signature("eddsa:" + to_base64url(eddsa_point), "", eddsa_of_72));
  for (const std::string& text :
       {std::string(), std::string("es256"), std::string("es256:"), "eddsa" + key.substr(5),
        "rs256" + key.substr(5), key.substr(0, key.size() - 4), key + "=", key + "AAAA"}) {
    EXPECT_FALSE(verify_signature(text, "sample", es256_of_sample)) << text;
  }
}

TEST(PasskeyKey, is_taken_off_what_it_is_the_beginning_of) {
  std::string bytes = es256_cose + "more";
  std::string_view rest = bytes;
  EXPECT_EQ(take_cose_key(rest), "es256:" + to_base64url(es256_point));
  EXPECT_EQ(rest, "more");

  bytes = eddsa_cose + "more";
  rest = bytes;
  EXPECT_EQ(take_cose_key(rest), "eddsa:" + to_base64url(eddsa_point));
  EXPECT_EQ(rest, "more");
}

// Each byte but those of the point says something that it must.
TEST(PasskeyKey, is_in_one_form_only) {
  for (const std::string& cose : {es256_cose, eddsa_cose}) {
    ASSERT_TRUE(read(cose));
    for (std::size_t at = 0; at < cose.size(); ++at) {
      EXPECT_EQ(read(cose.substr(0, at)), std::nullopt) << at;
      if (at < es256_head.size() || (42 <= at && at < 45)) {
        std::string altered = cose;
        altered[at] ^= 1;
        std::string_view rest = altered;
        EXPECT_EQ(take_cose_key(rest), std::nullopt) << at;
        EXPECT_EQ(rest, altered);
      }
    }
  }
}

TEST(PasskeyKey, is_a_point_on_its_curve) {
  std::string beside = es256_cose;
  beside.back() ^= 1;
  EXPECT_EQ(read(beside), std::nullopt);
  const std::string zero(32, '\0');
  EXPECT_EQ(read(es256_head + zero + "\x22\x58\x20" + zero), std::nullopt);

  // Of order 4; the identity, of order 1; one beyond the field; and none at all.
  for (const std::string& point : {zero, "\x01" + std::string(31, '\0'), std::string(32, '\xff'),
                                   "\x02" + std::string(31, '\0')}) {
    EXPECT_EQ(read(eddsa_head + point), std::nullopt) << testing::PrintToString(point);
  }
}

TEST(PasskeyKey, is_that_of_an_authenticator) {
  for (const Kind kind : {Kind::es256, Kind::eddsa}) {
    const FakeAuthenticator authenticator(kind);
    EXPECT_EQ(read(authenticator.cose_key()), authenticator.public_key());
    EXPECT_TRUE(verify_signature(authenticator.public_key(), "text", authenticator.sign("text")));
  }
}

}  // namespace
}  // namespace skillboard
