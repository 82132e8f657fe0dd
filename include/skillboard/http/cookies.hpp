#pragma once

#include <chrono>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "skillboard/http/request.hpp"

namespace skillboard {

// Cookies (RFC 6265bis) that no script of the page can read and no other site can have sent along
// with a write.

// The value of the cookie with exactly this name. Nothing when there is none, or more than one:
// then one of them is not ours. Good for as long as the request's bytes.
std::optional<std::string_view> find_cookie(const Request& request, std::string_view name);

// Those whose names begin so, as one `Cookie` field has them; empty when there are none.
std::string cookies_beginning_with(const Request& request,
                                   std::initializer_list<std::string_view> beginnings);

// Where the browser sends a cookie to.
struct CookieScope {
  // Whether over TLS only. Its name then begins with "__Host-", or below a path with "__Secure-":
  // nobody without TLS can set such a one, and the first no other host either (section 4.1.3).
  bool secure = false;
  // What is below that, with a slash at both ends (`read_base_path`). Its name then ends with it:
  // to what is below two of such paths go the cookies of both.
  std::string path = "/";
};

struct Cookie {
  std::string name;
  std::string value;  // of characters that need no quoting
  CookieScope scope;
  // For how long the browser keeps it.
  std::chrono::seconds kept = std::chrono::days(365);
};

// The value of the `Set-Cookie` field: for this host alone, not for scripts, and not with requests
// that other sites make, but with links from them.
std::string set_cookie(const Cookie& cookie);

// `name`, with the prefix and the ending that its scope gives it.
std::string cookie_name(std::string_view name, const CookieScope& scope);

}  // namespace skillboard
