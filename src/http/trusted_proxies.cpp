#include "skillboard/http/trusted_proxies.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>

namespace skillboard {

namespace {

constexpr unsigned ipv6_bits = 128;
constexpr unsigned ipv4_bits = 32;

// Decimal digits and nothing else.
std::optional<unsigned> read_prefix_length(std::string_view text, unsigned most) {
  unsigned length = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, length);
  const bool well_formed = error == std::errc() && stop == end && length <= most;
  return well_formed ? std::optional(length) : std::nullopt;
}

}  // namespace

boost::system::result<void, std::string> TrustedProxies::add(std::string_view text) {
  if (text == "unix") {
    unix_ = true;
    return {};
  }
  const std::size_t slash = std::min(text.find('/'), text.size());
  const auto first = read_ip_address(text.substr(0, slash));
  if (first) {
    const unsigned all = text.find(':') == std::string_view::npos ? ipv4_bits : ipv6_bits;
    const auto length =
        slash == text.size() ? std::optional(all) : read_prefix_length(text.substr(slash + 1), all);
    if (length) {
      ranges_.push_back({*first, ipv6_bits - all + *length});
      return {};
    }
  }
  std::string sentence(text.empty() ? "Nothing" : text);
  return sentence.append(
      " does not name a proxy. Write an address like 192.0.2.1, a range like 10.0.0.0/8 or "
      "fd00::/8, or the word unix.");
}

bool TrustedProxies::include(const ClientAddress& peer) const {
  if (!peer.is_known()) {
    return unix_;
  }
  return std::ranges::any_of(ranges_,
                             [&](const Range& range) { return range.includes(peer.bytes()); });
}

bool TrustedProxies::Range::includes(const AddressBytes& address) const {
  const std::size_t whole = bits / 8;
  if (!std::equal(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(whole),
                  address.begin())) {
    return false;
  }
  const unsigned rest = bits % 8;
  return rest == 0 || (first[whole] ^ address[whole]) >> (8 - rest) == 0;
}

}  // namespace skillboard
