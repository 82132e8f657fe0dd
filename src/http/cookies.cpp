#include "skillboard/http/cookies.hpp"

#include <algorithm>
#include <cstddef>

#include "skillboard/http/field_syntax.hpp"

namespace skillboard {

std::optional<std::string_view> find_cookie(const Request& request, std::string_view name) {
  std::optional<std::string_view> found;
  std::size_t count = 0;
  request.each("Cookie", [&](std::string_view pairs) {
    while (!pairs.empty()) {
      const std::size_t end = std::min(pairs.find(';'), pairs.size());
      const std::string_view pair = trim(pairs.substr(0, end));
      pairs.remove_prefix(std::min(end + 1, pairs.size()));
      if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') {
        found = pair.substr(name.size() + 1);
        ++count;
      }
    }
  });
  return count == 1 ? found : std::nullopt;
}

std::string set_cookie(const Cookie& cookie) {
  std::string field = cookie_name(cookie.name, cookie.secure);
  field.append("=").append(cookie.value);
  field.append("; Path=/; Max-Age=").append(std::to_string(cookie.kept.count()));
  field.append("; HttpOnly; SameSite=Lax");
  return cookie.secure ? field + "; Secure" : field;
}

std::string cookie_name(std::string_view name, bool secure) {
  return (secure ? "__Host-" : "") + std::string(name);
}

}  // namespace skillboard
