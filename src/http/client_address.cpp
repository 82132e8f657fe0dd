#include "skillboard/http/client_address.hpp"

#include <boost/url/ipv4_address.hpp>
#include <boost/url/ipv6_address.hpp>
#include <netinet/in.h>

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace skillboard {

namespace urls = boost::urls;

namespace {

constexpr std::size_t mapped_prefix_size = 12;
constexpr std::array<std::uint8_t, mapped_prefix_size> mapped_prefix{0, 0, 0, 0, 0,    0,
                                                                     0, 0, 0, 0, 0xFF, 0xFF};

bool is_ipv4(const AddressBytes& bytes) {
  return std::equal(mapped_prefix.begin(), mapped_prefix.end(), bytes.begin());
}

AddressBytes map(const std::array<std::uint8_t, 4>& ipv4) {
  AddressBytes bytes{};
  std::ranges::copy(ipv4, std::ranges::copy(mapped_prefix, bytes.begin()).out);
  return bytes;
}

std::string write_ipv6(const AddressBytes& bytes) {
  return urls::ipv6_address(bytes).to_string();
}

ClientKey read_key(const AddressBytes& bytes, std::size_t from) {
  ClientKey key = 0;
  for (std::size_t at = from; at < from + sizeof key; ++at) {
    key = key << 8 | bytes[at];
  }
  return key;
}

}  // namespace

std::optional<AddressBytes> read_ip_address(std::string_view text) {
  if (const auto ipv4 = urls::parse_ipv4_address(text)) {
    return map(ipv4->to_bytes());
  }
  if (const auto ipv6 = urls::parse_ipv6_address(text)) {
    return ipv6->to_bytes();
  }
  return std::nullopt;
}

ClientAddress ClientAddress::of_peer(const sockaddr_storage& peer) {
  if (peer.ss_family == AF_INET) {
    const auto& address = reinterpret_cast<const sockaddr_in&>(peer).sin_addr;
    std::array<std::uint8_t, 4> ipv4{};
    std::memcpy(ipv4.data(), &address, ipv4.size());
    return ClientAddress(map(ipv4));
  }
  if (peer.ss_family == AF_INET6) {
    return ClientAddress(
        std::to_array(reinterpret_cast<const sockaddr_in6&>(peer).sin6_addr.s6_addr));
  }
  return {};
}

bool ClientAddress::is_loopback() const {
  constexpr AddressBytes ipv6_loopback{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  constexpr std::uint8_t ipv4_loopback = 127;  // 127.0.0.0/8
  return bytes_ == ipv6_loopback ||
         (is_ipv4(bytes_) && bytes_[mapped_prefix_size] == ipv4_loopback);
}

ClientKey ClientAddress::key() const {
  if (!is_known()) {
    return uncounted;
  }
  // The second half of an IPv4 address begins with two zeros and ffff, and a network of IPv6 that
  // begins so is not given to anybody, nor are ::/64 (which has ::1) and the one after it.
  constexpr ClientKey first_network = 1;
  return is_ipv4(bytes_) ? read_key(bytes_, 8) : std::max(read_key(bytes_, 0), first_network);
}

std::string ClientAddress::to_string() const {
  if (!is_known()) {
    return "unknown";
  }
  if (is_ipv4(bytes_)) {
    urls::ipv4_address::bytes_type ipv4{};
    std::copy(bytes_.begin() + mapped_prefix_size, bytes_.end(), ipv4.begin());
    return urls::ipv4_address(ipv4).to_string();
  }
  return write_ipv6(bytes_);
}

std::string ClientAddress::network() const {
  if (!is_known() || is_ipv4(bytes_)) {
    return to_string();
  }
  AddressBytes first = bytes_;
  std::fill(first.begin() + 8, first.end(), std::uint8_t{0});
  return write_ipv6(first) + "/64";
}

}  // namespace skillboard
