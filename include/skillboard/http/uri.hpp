#pragma once

#include <string_view>

namespace skillboard {

// The parts of a URI that have characters of their own (RFC 3986, appendix A).
enum UriPart : unsigned char {
  in_host = 1,   // reg-name, but without the comma
  in_path = 2,   // pchar and "/"
  in_query = 4,  // pchar, "/" and "?"
};

// Whether the text has only characters of that part, and well-formed escapes.
bool is_uri_text(std::string_view text, UriPart part);

// The value of a hexadecimal digit, or -1.
int hex_value(char digit);

// Whether it is a host, and perhaps a port (RFC 3986, section 3.2), without user information and
// without a comma: that one is good grammar, but what two joined `Host` fields look like.
bool is_host_and_port(std::string_view text);

struct HostAndPort {
  std::string_view host;  // an IPv6 address with its brackets
  std::string_view port;  // empty for none
};

// The parts of what `is_host_and_port`; of other text something.
HostAndPort split_authority(std::string_view authority);

// The beginning of an absolute URL: "https" and "board.example:8443". Both are empty for text
// without a scheme.
struct UrlStart {
  std::string_view scheme;
  std::string_view authority;
};

UrlStart read_url_start(std::string_view url);

}  // namespace skillboard
