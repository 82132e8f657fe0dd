#include "skillboard/names/passkey_key.hpp"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <memory>

#include "skillboard/names/base64url.hpp"
#include "skillboard/names/secrets.hpp"
#include "skillboard/names/unsigned_bytes.hpp"

namespace skillboard {

namespace {

constexpr std::string_view es256 = "es256:";
constexpr std::string_view eddsa = "eddsa:";
constexpr std::size_t coordinate_size = 32;

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }

  void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }

  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

using PublicKey = std::unique_ptr<EVP_PKEY, Free>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Free>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Free>;

// Null for a point that is not on the curve.
PublicKey read_es256(std::string_view coordinates) {
  std::string group = "P-256";
  std::string point = std::string("\x04").append(coordinates);  // uncompressed (SEC 1, 2.3.3)
  std::array<OSSL_PARAM, 3> parameters{
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), 0),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
      OSSL_PARAM_construct_end()};
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* key = nullptr;
  if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.data()) != 1) {
    return nullptr;
  }
  return PublicKey(key);
}

// OpenSSL takes any 32 bytes. Those that are no point, or one of the few that verify forgeries, are
// known to libsodium.
PublicKey read_eddsa(std::string_view point) {
  if (crypto_core_ed25519_is_valid_point(unsigned_bytes(point)) != 1) {
    return nullptr;
  }
  return PublicKey(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, unsigned_bytes(point), point.size()));
}

PublicKey read_key(std::string_view text) {
  const auto point = from_base64url(text.substr(std::min(es256.size(), text.size())));
  if (point && text.starts_with(es256) && point->size() == 2 * coordinate_size) {
    return read_es256(*point);
  }
  if (point && text.starts_with(eddsa) && point->size() == coordinate_size) {
    return read_eddsa(*point);
  }
  return nullptr;
}

// Takes these bytes off the front, and says whether they were there.
bool take(std::string_view& bytes, std::initializer_list<unsigned char> expected) {
  const auto is = [](char byte, unsigned char other) {
    return static_cast<unsigned char>(byte) == other;
  };
  const bool are_there = std::ranges::equal(bytes.substr(0, expected.size()), expected, is);
  bytes.remove_prefix(are_there ? expected.size() : 0);
  return are_there;
}

bool take_coordinate(std::string_view& bytes, std::string& coordinates) {
  if (bytes.size() < coordinate_size) {
    return false;
  }
  coordinates.append(bytes.substr(0, coordinate_size));
  bytes.remove_prefix(coordinate_size);
  return true;
}

// Maps in canonical CBOR, by the labels of RFC 9053, section 7: 1 is kty, 3 alg, -1 crv, -2 x, -3
// y.
std::optional<std::string> read_cose_key(std::string_view& bytes) {
  std::string point;
  // {1: 2, 3: -7, -1: 1, -2: 32 bytes, -3: 32 bytes}
  if (take(bytes, {0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20})) {
    if (!take_coordinate(bytes, point) || !take(bytes, {0x22, 0x58, 0x20}) ||
        !take_coordinate(bytes, point)) {
      return std::nullopt;
    }
    return std::string(es256).append(to_base64url(point));
  }
  // {1: 1, 3: -8, -1: 6, -2: 32 bytes}
  if (take(bytes, {0xA4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20}) &&
      take_coordinate(bytes, point)) {
    return std::string(eddsa).append(to_base64url(point));
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> take_cose_key(std::string_view& bytes) {
  ready_libsodium();
  std::string_view rest = bytes;
  std::optional<std::string> key = read_cose_key(rest);
  const bool is_key = key && read_key(*key) != nullptr;
  ERR_clear_error();
  if (!is_key) {
    return std::nullopt;
  }
  bytes = rest;
  return key;
}

bool verify_signature(std::string_view key, std::string_view message, std::string_view signature) {
  ready_libsodium();
  const PublicKey public_key = read_key(key);
  const DigestContext context(EVP_MD_CTX_new());
  const EVP_MD* digest = key.starts_with(es256) ? EVP_sha256() : nullptr;  // Ed25519 has its own
  const bool good =
      public_key && context &&
      EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, public_key.get()) == 1 &&
      EVP_DigestVerify(context.get(), unsigned_bytes(signature), signature.size(),
                       unsigned_bytes(message), message.size()) == 1;
  // What OpenSSL has against a signature is of no interest to whoever uses it next on this thread.
  ERR_clear_error();
  return good;
}

}  // namespace skillboard
