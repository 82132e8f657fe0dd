#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace skillboard {

// The hosts that requests to us are for. A page of another site that had its own name lead to our
// address (DNS rebinding) would be of our origin for a browser, and could read and change all that
// its visitor can; but it cannot help asking for that name.
//
// Always known is what nobody else can have lead here: each IP address, `localhost`, and the names
// below it (RFC 6761, section 6.3).
class KnownHosts {
 public:
  // A name, or with its brackets an IPv6 address; nothing happens for an empty one.
  void add(std::string_view host);

  // Whether a request with this authority is for us, at any port. Names are compared without regard
  // to case and to a dot at the end. Empty, as in HTTP/1.0 without `Host`, is for us: no browser
  // sends it.
  bool include(std::string_view authority) const;

 private:
  std::vector<std::string> names_;
};

}  // namespace skillboard
