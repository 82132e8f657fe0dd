#pragma once

#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace skillboard {

// An IPv6 address. One of IPv4 stands for itself as ::ffff:a.b.c.d (RFC 4291, section 2.5.5.2), so
// that it is the same whichever way it came.
using AddressBytes = std::array<std::uint8_t, 16>;

// An IP address as text, without brackets, port and zone; nothing for all other text.
std::optional<AddressBytes> read_ip_address(std::string_view text);

// By what clients are counted: who has one IPv6 address has as many as they like of the same /64,
// so a key stands for that network, or for an IPv4 address.
using ClientKey = std::uint64_t;

// The key of those who cannot be told apart, and are not counted.
inline constexpr ClientKey uncounted = 0;

// Where a client is, as far as we know.
class ClientAddress {
 public:
  // Of whom nothing is known: a caller over a socket in the file system.
  ClientAddress() = default;

  // All zeros (`::`), which is nobody's address, is unknown.
  explicit ClientAddress(const AddressBytes& bytes) : bytes_(bytes) {}

  // Of an accepted connection. Unknown unless it came by IP.
  static ClientAddress of_peer(const sockaddr_storage& peer);

  bool is_known() const { return bytes_ != AddressBytes{}; }

  bool is_loopback() const;

  const AddressBytes& bytes() const { return bytes_; }

  // `uncounted` if and only if it is unknown.
  ClientKey key() const;

  // "192.0.2.1", "2001:db8::1" (RFC 5952), or "unknown".
  std::string to_string() const;

  // All that has the same key: "192.0.2.1", "2001:db8::/64", or "unknown".
  std::string network() const;

  bool operator==(const ClientAddress&) const = default;

 private:
  AddressBytes bytes_{};
};

}  // namespace skillboard
