#include "skillboard/http/known_hosts.hpp"

#include <algorithm>
#include <cstddef>

#include "skillboard/http/client_address.hpp"
#include "skillboard/http/field_syntax.hpp"
#include "skillboard/http/uri.hpp"

namespace skillboard {

namespace {

std::string_view without_final_dot(std::string_view name) {
  return name.substr(0, name.size() - (name.ends_with('.') ? 1 : 0));
}

bool is_ip_address(std::string_view host) {
  const bool bracketed = host.size() > 1 && host.starts_with('[') && host.ends_with(']');
  return read_ip_address(bracketed ? host.substr(1, host.size() - 2) : host).has_value();
}

bool is_localhost(std::string_view name) {
  constexpr std::string_view localhost = "localhost";
  const std::size_t above = name.size() - std::min(name.size(), localhost.size());
  return equal_ignoring_case(name.substr(above), localhost) &&
         (above == 0 || name[above - 1] == '.');
}

}  // namespace

void KnownHosts::add(std::string_view host) {
  host = without_final_dot(host);
  if (!host.empty()) {
    names_.emplace_back(host);
  }
}

bool KnownHosts::include(std::string_view authority) const {
  if (authority.empty()) {
    return true;
  }
  const std::string_view host = split_authority(authority).host;
  const std::string_view name = without_final_dot(host);
  return is_ip_address(host) || is_localhost(name) ||
         std::ranges::any_of(
             names_, [&](std::string_view known) { return equal_ignoring_case(known, name); });
}

}  // namespace skillboard
