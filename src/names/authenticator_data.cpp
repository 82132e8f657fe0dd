#include "skillboard/names/authenticator_data.hpp"

#include <cstddef>
#include <utility>

#include "skillboard/names/base64url.hpp"
#include "skillboard/names/cbor_map.hpp"
#include "skillboard/names/passkey_key.hpp"

namespace skillboard {

namespace {

using Fault = PasskeyFault;

constexpr std::size_t hash_size = 32;
constexpr std::size_t head_size = hash_size + 1 + 4;  // flags; the count of signatures
constexpr std::size_t model_size = 16;
constexpr std::size_t longest_id = 1'023;

enum Flag : unsigned {
  user_present = 0x01,
  may_be_backed_up = 0x08,
  is_backed_up = 0x10,
  has_passkey = 0x40,
  has_extensions = 0x80,
};

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

// Takes the attested credential data off the front (section 6.5.1).
boost::system::result<Credential, Fault> take_passkey(std::string_view& bytes) {
  if (bytes.size() < model_size + 2) {
    return Fault::malformed;
  }
  const std::size_t size = byte_at(bytes, model_size) << 8U | byte_at(bytes, model_size + 1);
  bytes.remove_prefix(model_size + 2);
  if (size == 0 || size > longest_id || size > bytes.size()) {
    return Fault::malformed;
  }
  Credential passkey{.id = to_base64url(bytes.substr(0, size)), .key = {}};
  bytes.remove_prefix(size);
  auto key = take_cose_key(bytes);
  if (!key) {
    return Fault::unsupported_key;
  }
  passkey.key = *std::move(key);
  return passkey;
}

}  // namespace

boost::system::result<AuthenticatorData, Fault> read_authenticator_data(std::string_view bytes) {
  if (bytes.size() < head_size) {
    return Fault::malformed;
  }
  const unsigned flags = byte_at(bytes, hash_size);
  if ((flags & is_backed_up) != 0 && (flags & may_be_backed_up) == 0) {
    return Fault::malformed;
  }
  AuthenticatorData data{.site_hash = bytes.substr(0, hash_size),
                         .user_present = (flags & user_present) != 0,
                         .passkey = {}};
  bytes.remove_prefix(head_size);
  if ((flags & has_passkey) != 0) {
    auto passkey = take_passkey(bytes);
    if (!passkey) {
      return passkey.error();
    }
    data.passkey = *std::move(passkey);
  }
  const bool ends_well = (flags & has_extensions) != 0 ? is_cbor_map(bytes) : bytes.empty();
  if (!ends_well) {
    return Fault::malformed;
  }
  return data;
}

}  // namespace skillboard
