#include "skillboard/http/same_origin.hpp"

#include "skillboard/http/field_syntax.hpp"
#include "skillboard/http/uri.hpp"

namespace skillboard {

namespace {

bool is_same(const HostAndPort& left, const HostAndPort& right) {
  return equal_ignoring_case(left.host, right.host) && left.port == right.port;
}

// The port that nobody writes is the scheme's (RFC 9110, sections 4.2.1 and 4.2.2).
HostAndPort read_host(std::string_view authority, std::string_view scheme) {
  HostAndPort host = split_authority(authority);
  if (host.port.empty()) {
    host.port = equal_ignoring_case(scheme, "https") ? "443" : "80";
  }
  return host;
}

bool is_ours(std::string_view origin, const Request& request, std::string_view public_url) {
  const UrlStart from = read_url_start(origin);
  if (from.authority.empty()) {
    return false;  // "null", too: the origin of what has none
  }
  const HostAndPort host = read_host(from.authority, from.scheme);
  // Which scheme the request came by is not known here: a proxy may have taken TLS off it.
  if (is_same(host, read_host(request.authority, from.scheme))) {
    return true;
  }
  const UrlStart known = read_url_start(public_url);
  return equal_ignoring_case(from.scheme, known.scheme) &&
         is_same(host, read_host(known.authority, known.scheme));
}

}  // namespace

bool from_another_site(const Request& request, std::string_view public_url) {
  bool told = false;
  bool another = false;
  request.each("Sec-Fetch-Site", [&](std::string_view site) {
    told = true;
    another = another || (site != "same-origin" && site != "none");
  });
  if (!told) {
    request.each("Origin", [&](std::string_view origin) {
      another = another || !is_ours(origin, request, public_url);
    });
  }
  return another;
}

}  // namespace skillboard
