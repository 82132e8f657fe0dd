#include "skillboard/http/same_origin.hpp"

#include <algorithm>
#include <cstddef>

#include "skillboard/http/field_syntax.hpp"

namespace skillboard {

namespace {

struct Url {
  std::string_view scheme;
  std::string_view authority;
};

// Without a scheme it is empty: so is "null", the origin of what has none.
Url read_url(std::string_view text) {
  const std::size_t scheme_end = text.find("://");
  if (scheme_end == std::string_view::npos) {
    return {};
  }
  const std::string_view rest = text.substr(scheme_end + 3);
  return {text.substr(0, scheme_end), rest.substr(0, rest.find_first_of("/?#"))};
}

struct Host {
  std::string_view name;
  std::string_view port;

  bool operator==(const Host& other) const {
    return equal_ignoring_case(name, other.name) && port == other.port;
  }
};

// The port that nobody writes is the scheme's (RFC 9110, sections 4.2.1 and 4.2.2).
Host read_host(std::string_view authority, std::string_view scheme) {
  const std::size_t literal_end = authority.rfind(']');
  const std::size_t from = literal_end == std::string_view::npos ? 0 : literal_end;
  const std::size_t name_end = std::min(authority.find(':', from), authority.size());
  Host host{authority.substr(0, name_end),
            authority.substr(std::min(name_end + 1, authority.size()))};
  if (host.port.empty()) {
    host.port = equal_ignoring_case(scheme, "https") ? "443" : "80";
  }
  return host;
}

bool is_ours(std::string_view origin, const Request& request, std::string_view public_url) {
  const Url from = read_url(origin);
  if (from.authority.empty()) {
    return false;
  }
  const Host host = read_host(from.authority, from.scheme);
  // Which scheme the request came by is not known here: a proxy may have taken TLS off it.
  if (host == read_host(request.authority, from.scheme)) {
    return true;
  }
  const Url known = read_url(public_url);
  return equal_ignoring_case(from.scheme, known.scheme) &&
         host == read_host(known.authority, known.scheme);
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
