#include "skillboard/http/uri.hpp"

#include <boost/url/parse.hpp>

#include <algorithm>
#include <array>
#include <cstddef>

namespace skillboard {

namespace {

constexpr std::array<unsigned char, 256> make_parts() {
  std::array<unsigned char, 256> parts{};
  const auto allow = [&](std::string_view characters, int where) {
    for (const char character : characters) {
      parts[static_cast<unsigned char>(character)] |= static_cast<unsigned char>(where);
    }
  };
  allow("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~",
        in_host | in_path | in_query);
  allow("!$&'()*+;=", in_host | in_path | in_query);
  allow(",:@/", in_path | in_query);
  allow("?", in_query);
  return parts;
}

constexpr auto parts_of_characters = make_parts();

}  // namespace

bool is_uri_text(std::string_view text, UriPart part) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if ((parts_of_characters[static_cast<unsigned char>(text[at])] & part) != 0) {
      continue;
    }
    const bool escape = text[at] == '%' && at + 2 < text.size() && hex_value(text[at + 1]) >= 0 &&
                        hex_value(text[at + 2]) >= 0;
    if (!escape) {
      return false;
    }
    at += 2;
  }
  return true;
}

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') {
    return digit - '0';
  }
  const int lower = digit | 0x20;
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool is_host_and_port(std::string_view text) {
  if (text.starts_with('[')) {
    return boost::urls::parse_authority(text).has_value();
  }
  const std::size_t host_end = std::min(text.find(':'), text.size());
  const std::string_view port = text.substr(std::min(host_end + 1, text.size()));
  return host_end > 0 && is_uri_text(text.substr(0, host_end), in_host) &&
         port.find_first_not_of("0123456789") == std::string_view::npos;
}

HostAndPort split_authority(std::string_view authority) {
  const std::size_t literal_end = authority.rfind(']');
  const std::size_t from = literal_end == std::string_view::npos ? 0 : literal_end;
  const std::size_t host_end = std::min(authority.find(':', from), authority.size());
  return {authority.substr(0, host_end),
          authority.substr(std::min(host_end + 1, authority.size()))};
}

UrlStart read_url_start(std::string_view url) {
  const std::size_t scheme_end = url.find("://");
  if (scheme_end == std::string_view::npos) {
    return {};
  }
  const std::string_view rest = url.substr(scheme_end + 3);
  return {url.substr(0, scheme_end), rest.substr(0, rest.find_first_of("/?#"))};
}

}  // namespace skillboard
