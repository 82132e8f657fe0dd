#include "skillboard/http/framing.hpp"

#include <charconv>
#include <cstddef>
#include <optional>
#include <string_view>

#include "skillboard/http/field_syntax.hpp"

namespace skillboard {

namespace {

// What the transfer codings are, all fields taken together.
std::optional<MessageFault> check_transfer_codings(const Request& request) {
  std::size_t chunked = 0;
  std::size_t others = 0;
  bool chunked_is_last = false;
  request.each("Transfer-Encoding", [&](std::string_view value) {
    each_element(value, [&](std::string_view element) {
      chunked_is_last = equal_ignoring_case(element, "chunked");
      ++(chunked_is_last ? chunked : others);
    });
  });
  // Where chunked is not last nobody knows the end of the body, so that 400 takes precedence over
  // 501 (RFC 9112, section 6.3); twice it must not be applied (6.1).
  if (!chunked_is_last || chunked != 1) {
    return MessageFault::bad_framing;
  }
  return others == 0 ? std::nullopt : std::optional(MessageFault::unknown_transfer_coding);
}

}  // namespace

boost::system::result<Framing, MessageFault> read_framing(const Request& request) {
  Framing framing;
  std::size_t lengths = 0;
  bool well_formed = true;
  request.each("Content-Length", [&](std::string_view value) {
    ++lengths;
    const char* const end = value.data() + value.size();
    const auto [stop, error] = std::from_chars(value.data(), end, framing.length);
    well_formed = well_formed && stop == end && error == std::errc();
  });
  framing.chunked = request.has("Transfer-Encoding");

  const bool ambiguous = lengths > 1 || (framing.chunked && (lengths > 0 || request.http_1_0));
  if (!well_formed || ambiguous) {
    return MessageFault::bad_framing;
  }
  if (framing.chunked) {
    if (const auto fault = check_transfer_codings(request)) {
      return *fault;
    }
  }
  return framing;
}

bool persists(const Request& request) {
  bool close = false;
  bool keep_alive = false;
  request.each("Connection", [&](std::string_view value) {
    each_element(value, [&](std::string_view option) {
      close = close || equal_ignoring_case(option, "close");
      keep_alive = keep_alive || equal_ignoring_case(option, "keep-alive");
    });
  });
  return !close && (!request.http_1_0 || keep_alive);
}

}  // namespace skillboard
