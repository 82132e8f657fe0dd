#pragma once

#include <boost/system/result.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "skillboard/http/client_address.hpp"

namespace skillboard {

// The reverse proxies that are believed when they say for whom they ask. None unless named.
class TrustedProxies {
 public:
  // Adds an address ("192.0.2.1", "::1"), a range of them ("10.0.0.0/8", "fd00::/8"), or with
  // "unix" whoever calls over a socket in the file system. Fails with a sentence.
  boost::system::result<void, std::string> add(std::string_view text);

  bool empty() const { return ranges_.empty() && !unix_; }

  // Costs the number of ranges.
  bool include(const ClientAddress& peer) const;

 private:
  struct Range {
    AddressBytes first;
    unsigned bits;  // how many of them all have in common

    bool includes(const AddressBytes& address) const;
  };

  std::vector<Range> ranges_;
  bool unix_ = false;
};

}  // namespace skillboard
