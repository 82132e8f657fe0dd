#pragma once

#include <string_view>

#include "skillboard/http/client_address.hpp"
#include "skillboard/http/request.hpp"
#include "skillboard/http/trusted_proxies.hpp"

namespace skillboard {

// The header in which a proxy says for whom it asks.
enum class ProxyHeader { x_forwarded_for, forwarded };

struct ForwardingOptions {
  TrustedProxies proxies;
  // The one that the proxies write themselves; the other is never read. Every usual proxy passes
  // what it does not write on as the client sent it, so no rule that reads both is safe.
  ProxyHeader header = ProxyHeader::x_forwarded_for;
};

// Who asked, as far as it can be believed.
struct Asker {
  ClientAddress client;
  bool https = false;

  bool operator==(const Asker&) const = default;
};

// What a trusted peer says of whom it asks for. Each proxy adds at the right end whom it was asked
// by, so the list is read from there: trusted proxies are passed over, the first other address is
// the client, and what stands left of it may be made up. An element that is no address ends the
// list, too (RFC 7239, section 6: `unknown`, `_hidden`); then it is the last proxy that counts.
// Repeated fields are one list.
//
// `https` is said by the last `X-Forwarded-Proto`, or where the header is `Forwarded` by the
// `proto` of the element that names the client.
Asker read_forwarded(const Request& request, const ClientAddress& peer,
                     const ForwardingOptions& options);

// Fills in for whom requests are counted.
class Introduction {
 public:
  // The options outlive it.
  explicit Introduction(const ForwardingOptions& options) : options_(options) {}

  // Sets `client`, `from_proxy` and `https` of the request. A peer that is no trusted proxy is the
  // client itself, whatever it says. It allocates nothing.
  void introduce(Request& request, const ClientAddress& peer);

 private:
  void warn_of_unbelieved(const Request& request, const ClientAddress& peer);

  const ForwardingOptions& options_;
  bool warned_ = false;
};

}  // namespace skillboard
