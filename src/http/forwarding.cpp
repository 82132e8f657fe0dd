#include "skillboard/http/forwarding.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <ranges>

#include "skillboard/http/field_syntax.hpp"

namespace skillboard {

namespace {

std::string_view name_of(ProxyHeader header) {
  return header == ProxyHeader::forwarded ? "Forwarded" : "X-Forwarded-For";
}

bool is_escaped(std::string_view text, std::size_t at) {
  std::size_t backslashes = 0;
  while (backslashes < at && text[at - backslashes - 1] == '\\') {
    ++backslashes;
  }
  return backslashes % 2 == 1;
}

// Takes the element after the last comma off the end of the list. Read from the right, so that no
// quote which a client left open can swallow what a proxy wrote behind it.
std::string_view take_last_element(std::string_view& list) {
  bool quoted = false;
  std::size_t at = list.size();
  while (at > 0) {
    const char character = list[at - 1];
    if (character == '"' && !is_escaped(list, at - 1)) {
      quoted = !quoted;
    } else if (character == ',' && !quoted) {
      break;
    }
    --at;
  }
  const std::string_view element = trim(list.substr(at));
  list = list.substr(0, at == 0 ? 0 : at - 1);
  return element;
}

// Calls `visit(element)` for the elements of all fields of the name, the last first, but those that
// are empty, for as long as it returns true.
template <typename Visit>
void each_from_the_right(const Request& request, std::string_view name, Visit visit) {
  for (const Field& field : request.fields | std::views::reverse) {
    std::string_view list = Request::same_field_name(field.name, name) ? field.value : "";
    while (!list.empty()) {
      const std::string_view element = take_last_element(list);
      if (!element.empty() && !visit(element)) {
        return;
      }
    }
  }
}

// Nothing, or a colon and then digits or a name that means nothing to us (RFC 7239, section 6).
bool is_port_suffix(std::string_view text) {
  if (!text.starts_with(':')) {
    return text.empty();
  }
  const bool hidden = text.starts_with(":_");
  text.remove_prefix(hidden ? 2 : 1);
  constexpr std::string_view digits = "0123456789";
  return !text.empty() &&
         (hidden ? is_token(text) : text.find_first_not_of(digits) == std::string_view::npos);
}

// An address as proxies write it, with or without brackets and port.
std::optional<ClientAddress> read_node(std::string_view node) {
  std::string_view text = node;
  std::string_view port;
  if (node.starts_with('[')) {
    const std::size_t end = node.find(']');
    if (end == std::string_view::npos || node.find(':') > end) {
      return std::nullopt;  // only IPv6 stands in brackets
    }
    text = node.substr(1, end - 1);
    port = node.substr(end + 1);
  } else if (node.find(':') == node.rfind(':')) {
    // Without brackets a port can only stand behind an IPv4 address.
    const std::size_t end = std::min(node.find(':'), node.size());
    text = node.substr(0, end);
    port = node.substr(end);
  }
  const auto bytes = read_ip_address(text);
  if (!bytes || !is_port_suffix(port)) {
    return std::nullopt;
  }
  const ClientAddress address(*bytes);
  return address.is_known() ? std::optional(address) : std::nullopt;
}

// One element of `Forwarded` (RFC 7239, section 4).
struct ForwardedElement {
  std::string_view node;
  std::string_view protocol;
};

// An address and a protocol need no escapes: a value that has some is nothing we know.
std::string_view strip_quotes(std::string_view value) {
  const bool quoted = value.size() > 1 && value.starts_with('"') && value.ends_with('"');
  return quoted ? value.substr(1, value.size() - 2) : value;
}

// Without a node when there is none, or more than one.
ForwardedElement read_element(std::string_view text) {
  ForwardedElement element;
  std::size_t nodes = 0;
  while (!text.empty()) {
    std::string_view pair = take_part(text, ';');
    const std::string_view name = take_part(pair, '=');
    if (equal_ignoring_case(name, "for")) {
      ++nodes;
      element.node = strip_quotes(trim(pair));
    } else if (equal_ignoring_case(name, "proto")) {
      element.protocol = strip_quotes(trim(pair));
    }
  }
  if (nodes != 1) {
    element.node = {};
  }
  return element;
}

bool is_https(std::string_view protocol) {
  return equal_ignoring_case(protocol, "https");
}

}  // namespace

Asker read_forwarded(const Request& request, const ClientAddress& peer,
                     const ForwardingOptions& options) {
  Asker asker{peer};
  const bool standard = options.header == ProxyHeader::forwarded;
  each_from_the_right(request, name_of(options.header), [&](std::string_view text) {
    const ForwardedElement element = standard ? read_element(text) : ForwardedElement{text, ""};
    const auto address = read_node(element.node);
    if (address) {
      asker = {*address, is_https(element.protocol)};
    }
    return address && options.proxies.include(*address);
  });
  if (!standard) {
    each_from_the_right(request, "X-Forwarded-Proto", [&](std::string_view protocol) {
      asker.https = is_https(protocol);
      return false;
    });
  }
  return asker;
}

void Introduction::introduce(Request& request, const ClientAddress& peer) {
  Asker asker{peer};
  request.from_proxy = options_.proxies.include(peer);
  if (request.from_proxy) {
    asker = read_forwarded(request, peer, options_);
  } else if (!warned_) {
    warn_of_unbelieved(request, peer);
  }
  request.client = asker.client;
  request.https = asker.https;
}

void Introduction::warn_of_unbelieved(const Request& request, const ClientAddress& peer) {
  // Elsewhere anybody can send such a header; on this machine it is most likely the proxy.
  const bool local = peer.is_loopback() || !peer.is_known();
  const std::string_view header = name_of(options_.header);
  if (!local || !request.has(header)) {
    return;
  }
  warned_ = true;
  const std::string name = peer.is_known() ? peer.to_string() : "unix";
  spdlog::warn(
      "a caller on this machine sends {}, which is not believed: all it asks is counted as its "
      "own. If it is your reverse proxy, say so with --trusted-proxy {}",
      header, name);
}

}  // namespace skillboard
