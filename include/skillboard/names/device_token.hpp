#pragma once

#include <array>
#include <string>
#include <string_view>

namespace skillboard {

// What a browser proves with that it is the same as before: 256 random bits in base64url, 43
// characters. Only that browser has it; whoever else gets it is that device.
std::string make_device_token();

// Whether `make_device_token` could have made it.
bool is_device_token(std::string_view text);

// What the hashes of a board are keyed with: 256 random bits as 64 lower-case hexadecimal digits.
// It stands in the journal. Without it a copied list of hashes cannot even be tried against tokens
// or passphrases.
std::string make_device_key();

// Whether `make_device_key` could have made it.
bool is_device_key(std::string_view text);

// Tells devices by values that give nothing away: BLAKE2b-256 (RFC 7693) under the board's key, as
// 52 characters of base 32. Each kind of value has a personalization of its own, so that one is
// never good for another. Stateless: may be used on any thread.
class DeviceHashes {
 public:
  // `key` is as `make_device_key` makes it; std::invalid_argument is thrown for any other.
  explicit DeviceHashes(std::string_view key);
  ~DeviceHashes();
  DeviceHashes(const DeviceHashes&) = delete;
  DeviceHashes& operator=(const DeviceHashes&) = delete;

  // What the journal knows the device with this token by.
  std::string hash(std::string_view token) const;

  // Proof that the device with this token knows the passphrase with this digest (see `Passphrase`).
  // A secret: compare with `equal_secrets`. It is worth nothing on another device, with another
  // passphrase or for another board.
  std::string admission(std::string_view token, std::string_view passphrase_digest) const;

  // Stands for a passphrase, and is to be kept as secret as that: whoever has the key as well can
  // try phrases against it fast.
  std::string passphrase_digest(std::string_view phrase) const;

 private:
  std::array<unsigned char, 32> key_;
};

}  // namespace skillboard
