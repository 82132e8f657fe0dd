#include "names/authenticator_fixture.hpp"

#include <nlohmann/json.hpp>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <sodium.h>

#include <array>
#include <stdexcept>
#include <utility>
#include <vector>

#include "skillboard/names/base64url.hpp"

namespace skillboard {

namespace {

using Json = nlohmann::json;

void expect(bool worked) {
  if (!worked) {
    throw std::runtime_error("OpenSSL refuses what the fake authenticator asks for");
  }
}

std::string sha256(std::string_view bytes) {
  std::string hash(32, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return hash;
}

std::string coordinate(const EVP_PKEY* key, const char* name) {
  BIGNUM* number = nullptr;
  expect(EVP_PKEY_get_bn_param(key, name, &number) == 1);
  std::string bytes(32, '\0');
  expect(BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), 32) == 32);
  BN_free(number);
  return bytes;
}

}  // namespace

FakeAuthenticator::FakeAuthenticator(Kind kind)
    : kind_(kind),
      key_(kind == Kind::es256 ? EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256")
                               : EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")) {
  expect(key_ != nullptr);
}

PasskeyRegistration FakeAuthenticator::create(std::string client_data_json) const {
  return {std::move(client_data_json), make_attestation_object(attested_authenticator_data())};
}

PasskeyAssertion FakeAuthenticator::get(std::string client_data_json) const {
  const std::string data = authenticator_data();
  const std::string signature = sign(data + sha256(client_data_json));
  return {std::move(client_data_json), data, signature};
}

std::string FakeAuthenticator::head(unsigned flags_said) const {
  return sha256(site) + static_cast<char>(flags_said) + std::string("\0\0\0\1", 4);
}

std::string FakeAuthenticator::authenticator_data() const {
  return head(flags) + extensions;
}

std::string FakeAuthenticator::attested_authenticator_data() const {
  const std::string size{static_cast<char>(id.size() >> 8U), static_cast<char>(id.size())};
  return head(flags | has_passkey) + std::string(16, 'm') + size + id + cose_key() + extensions;
}

std::string FakeAuthenticator::point() const {
  if (kind_ == Kind::es256) {
    return coordinate(key_.get(), OSSL_PKEY_PARAM_EC_PUB_X) +
           coordinate(key_.get(), OSSL_PKEY_PARAM_EC_PUB_Y);
  }
  std::string bytes(32, '\0');
  std::size_t size = bytes.size();
  expect(EVP_PKEY_get_raw_public_key(key_.get(), reinterpret_cast<unsigned char*>(bytes.data()),
                                     &size) == 1);
  return bytes;
}

std::string FakeAuthenticator::cose_key() const {
  if (kind_ == Kind::es256) {
    return "\xA5\x01\x02\x03\x26\x20\x01\x21\x58\x20" + point().substr(0, 32) + "\x22\x58\x20" +
           point().substr(32);
  }
  return "\xA4\x01\x01\x03\x27\x20\x06\x21\x58\x20" + point();
}

std::string FakeAuthenticator::public_key() const {
  return (kind_ == Kind::es256 ? "es256:" : "eddsa:") + to_base64url(point());
}

std::string FakeAuthenticator::sign(std::string_view message) const {
  const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  std::string signature(200, '\0');
  std::size_t size = signature.size();
  expect(EVP_DigestSignInit(context, nullptr, kind_ == Kind::es256 ? EVP_sha256() : nullptr,
                            nullptr, key_.get()) == 1);
  expect(EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &size, bytes,
                        message.size()) == 1);
  EVP_MD_CTX_free(context);
  signature.resize(size);
  return signature;
}

std::string make_client_data(std::string_view type, std::string_view challenge,
                             std::string_view origin) {
  return Json{{"type", type}, {"challenge", challenge}, {"origin", origin}, {"crossOrigin", false}}
      .dump();
}

std::string make_attestation_object(std::string_view authenticator_data) {
  const Json object{
      {"fmt", "none"},
      {"attStmt", Json::object()},
      {"authData", Json::binary({authenticator_data.begin(), authenticator_data.end()})}};
  const std::vector<std::uint8_t> bytes = Json::to_cbor(object);
  return {bytes.begin(), bytes.end()};
}

}  // namespace skillboard
