#include "skillboard/http/message_rules.hpp"

#include <algorithm>
#include <cstddef>

#include "skillboard/http/field_syntax.hpp"
#include "skillboard/http/path.hpp"
#include "skillboard/http/uri.hpp"

namespace skillboard {

namespace {

// Whether a byte of a head cannot be there, or the next cannot follow it. Without branches, so that
// the compiler looks at sixteen pairs at a time.
constexpr bool is_wrong(char byte, char next) {
  const auto code = static_cast<unsigned char>(byte);
  const bool control = (code < 0x20) | (code == 0x7F);
  const bool allowed = (byte == '\t') | (byte == '\r') | (byte == '\n');
  const bool half_a_line_end = (byte == '\r') != (next == '\n');
  const bool folded = (byte == '\n') & ((next == ' ') | (next == '\t'));
  return (control & !allowed) | half_a_line_end | folded;
}

constexpr bool any_is_wrong(const char* bytes, std::size_t count) {
  unsigned char wrong = 0;
  for (std::size_t at = 0; at < count; ++at) {
    wrong |= static_cast<unsigned char>(is_wrong(bytes[at], bytes[at + 1]));
  }
  return wrong != 0;
}

}  // namespace

std::optional<MessageFault> check_raw_head(std::string_view head) {
  if (head.empty()) {
    return std::nullopt;
  }
  constexpr std::size_t block = 32;  // a constant count is what gets the loop vectorized
  const std::size_t pairs = head.size() - 1;
  bool wrong = head.front() == '\n';
  for (std::size_t at = 0; at + block <= pairs; at += block) {
    wrong |= any_is_wrong(head.data() + at, block);
  }
  // The rest, as one block that overlaps the one before where there is one.
  wrong |= pairs < block ? any_is_wrong(head.data(), pairs)
                         : any_is_wrong(head.data() + pairs - block, block);
  // What would follow the last byte is not known yet.
  wrong |= is_wrong(head.back(), head.back() == '\r' ? '\n' : '.');
  return wrong ? std::optional(MessageFault::malformed) : std::nullopt;
}

boost::system::result<RequestLine, MessageFault> read_request_line(std::string_view line) {
  const std::size_t method_end = std::min(line.find(' '), line.size());
  const std::string_view method = line.substr(0, method_end);
  line.remove_prefix(std::min(method_end + 1, line.size()));
  const std::size_t target_end = std::min(line.find(' '), line.size());
  const std::string_view target = line.substr(0, target_end);
  line.remove_prefix(std::min(target_end + 1, line.size()));

  const auto is_digit = [](char character) { return character >= '0' && character <= '9'; };
  const bool has_version = line.size() == 8 && line.starts_with("HTTP/") && is_digit(line[5]) &&
                           line[6] == '.' && is_digit(line[7]);
  if (!is_token(method) || target.empty() || !has_version) {
    return MessageFault::malformed;
  }
  if (line[5] != '1') {
    return MessageFault::unsupported_version;
  }
  return RequestLine{.method = method, .target = target, .http_1_0 = line[7] == '0'};
}

namespace {

std::optional<MessageFault> check_host(const Request& request) {
  std::size_t count = 0;
  bool well_formed = true;
  request.each("Host", [&](std::string_view value) {
    ++count;
    well_formed = well_formed && is_host_and_port(value);
  });
  const bool enough = count == 1 || (count == 0 && request.http_1_0);
  return enough && well_formed ? std::nullopt : std::optional(MessageFault::bad_host);
}

std::optional<MessageFault> check_expectation(const Request& request) {
  bool can_be_met = true;
  request.each("Expect", [&](std::string_view value) {
    each_element(value, [&](std::string_view element) {
      can_be_met = can_be_met && equal_ignoring_case(element, "100-continue");
    });
  });
  // A server ignores the expectations of HTTP/1.0 (RFC 9110, section 10.1.1).
  const bool met = can_be_met || request.http_1_0;
  return met ? std::nullopt : std::optional(MessageFault::unmet_expectation);
}

}  // namespace

std::optional<MessageFault> check_fields(const Request& request) {
  if (request.method == boost::beast::http::verb::connect) {
    return MessageFault::tunnel;
  }
  if (const auto fault = check_host(request)) {
    return fault;
  }
  return check_expectation(request);
}

namespace {

// Takes "http://" or "https://" off the front, whatever its case (RFC 9110, section 4.2).
bool take_scheme(std::string_view& target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (equal_ignoring_case(target.substr(0, scheme.size()), scheme)) {
      target.remove_prefix(scheme.size());
      return true;
    }
  }
  return false;
}

// `rest` is a path, which may be empty, and perhaps a query.
std::optional<MessageFault> resolve_path(std::string_view rest, Request& request) {
  const std::size_t path_end = std::min(rest.find('?'), rest.size());
  request.path = rest.substr(0, path_end);
  request.query = rest.substr(std::min(path_end + 1, rest.size()));
  if (!is_uri_text(request.path, in_path) || !is_uri_text(request.query, in_query)) {
    return MessageFault::bad_target;
  }
  const bool escaped = request.path.find('%') != std::string_view::npos;
  if (escaped && !decode_path(request.path)) {
    return MessageFault::bad_target;
  }
  return std::nullopt;
}

}  // namespace

std::optional<MessageFault> resolve_target(std::string_view target, Request& request) {
  const bool options = request.method == boost::beast::http::verb::options;
  request.authority = request.find("Host");
  if (target.starts_with('/')) {
    return resolve_path(target, request);
  }
  if (options && target == "*") {
    request.path = target;
    request.query = {};
    return std::nullopt;
  }
  if (!take_scheme(target)) {
    return MessageFault::bad_target;
  }

  // The authority of the target counts, and not `Host` (RFC 9112, section 3.2.2).
  const std::size_t authority_end = std::min(target.find_first_of("/?"), target.size());
  request.authority = target.substr(0, authority_end);
  target.remove_prefix(authority_end);
  if (!is_host_and_port(request.authority)) {
    return MessageFault::bad_target;
  }
  if (const auto fault = resolve_path(target, request)) {
    return fault;
  }
  if (request.path.empty()) {
    // What a proxy makes of it, and what every other client means (3.2.4, 3.2.1).
    request.path = options && target.empty() ? "*" : "/";
  }
  return std::nullopt;
}

}  // namespace skillboard
