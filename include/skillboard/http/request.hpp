#pragma once

#include <boost/beast/http/verb.hpp>

#include <ostream>  // <boost/beast/http/verb.hpp> writes to one
#include <string_view>
#include <vector>

#include "skillboard/http/client_address.hpp"
#include "skillboard/http/field_syntax.hpp"

namespace skillboard {

struct Field {
  std::string_view name;
  std::string_view value;  // without the white space around it
};

// One request that is complete, well formed, and obeys the rules of RFC 9110 and 9112. It refers
// to the bytes it was read from: whoever needs anything of it later copies that.
struct Request {
  boost::beast::http::verb method = boost::beast::http::verb::unknown;
  std::string_view method_name;
  // The path as it was sent, still percent-encoded, beginning with a slash; "*" for OPTIONS *.
  std::string_view path;
  // What follows the question mark, without it.
  std::string_view query;
  // The authority the request is for: of the target in absolute form, else of `Host`; empty only
  // in HTTP/1.0.
  std::string_view authority;
  bool http_1_0 = false;
  // Whether the connection stays open after the answer, as far as the client is concerned
  // (RFC 9112, section 9.3).
  bool keep_alive = true;
  std::vector<Field> fields;
  std::string_view body;
  // For whom the request is counted: the peer, or whom a trusted proxy asks for.
  ClientAddress client;
  // Whether a trusted proxy sent it; and whether that says that it was asked by https.
  bool from_proxy = false;
  bool https = false;

  bool is_head() const { return method == boost::beast::http::verb::head; }

  // The value of the first field of this name, compared without regard to case; empty when there
  // is none. For fields that must not be repeated.
  std::string_view find(std::string_view name) const;

  bool has(std::string_view name) const;

  // Calls `visit(value)` for each field of this name, in order. For list fields.
  template <typename Visit>
  void each(std::string_view name, Visit visit) const {
    for (const Field& field : fields) {
      if (same_field_name(field.name, name)) {
        visit(field.value);
      }
    }
  }

  // ASCII case-insensitive; `_` and `-` differ.
  static bool same_field_name(std::string_view left, std::string_view right) {
    return left.size() == right.size() && equal_ignoring_case(left, right);
  }
};

}  // namespace skillboard
