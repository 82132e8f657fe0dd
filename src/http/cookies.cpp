#include "skillboard/http/cookies.hpp"

#include <algorithm>
#include <cstddef>

#include "skillboard/http/field_syntax.hpp"

namespace skillboard {

namespace {

// Calls `visit(pair)` for each "name=value".
template <typename Visit>
void each_pair(const Request& request, Visit visit) {
  request.each("Cookie", [&](std::string_view pairs) {
    while (!pairs.empty()) {
      const std::size_t end = std::min(pairs.find(';'), pairs.size());
      visit(trim(pairs.substr(0, end)));
      pairs.remove_prefix(std::min(end + 1, pairs.size()));
    }
  });
}

}  // namespace

std::optional<std::string_view> find_cookie(const Request& request, std::string_view name) {
  std::optional<std::string_view> found;
  std::size_t count = 0;
  each_pair(request, [&](std::string_view pair) {
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') {
      found = pair.substr(name.size() + 1);
      ++count;
    }
  });
  return count == 1 ? found : std::nullopt;
}

std::string cookies_beginning_with(const Request& request,
                                   std::initializer_list<std::string_view> beginnings) {
  std::string found;
  each_pair(request, [&](std::string_view pair) {
    if (std::ranges::any_of(beginnings, [&](auto each) { return pair.starts_with(each); })) {
      found.append(found.empty() ? "" : "; ").append(pair);
    }
  });
  return found;
}

std::string set_cookie(const Cookie& cookie) {
  std::string field = cookie_name(cookie.name, cookie.scope);
  field.append("=").append(cookie.value);
  field.append("; Path=").append(cookie.scope.path);
  field.append("; Max-Age=").append(std::to_string(cookie.kept.count()));
  field.append("; HttpOnly; SameSite=Lax");
  return cookie.scope.secure ? field + "; Secure" : field;
}

std::string cookie_name(std::string_view name, const CookieScope& scope) {
  if (scope.path == "/") {
    return (scope.secure ? "__Host-" : "") + std::string(name);
  }
  std::string below(scope.path, 0, scope.path.size() - 1);
  std::ranges::replace(below, '/', '.');  // no cookie has a slash in its name
  return (scope.secure ? "__Secure-" : "") + std::string(name) + below;
}

}  // namespace skillboard
