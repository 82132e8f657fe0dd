#pragma once

#include <boost/system/result.hpp>

#include <optional>
#include <string_view>

#include "skillboard/http/message_fault.hpp"
#include "skillboard/http/request.hpp"

namespace skillboard {

// The rules of RFC 9110 and 9112 that Beast's parser does not enforce, in one place. All of them
// are pure functions of the bytes.

// Of the head before it is parsed: no folded lines (RFC 9112, section 5.2), no bare CR or LF, no
// other control character. Of the beginning of a head it tells what is wrong already.
std::optional<MessageFault> check_raw_head(std::string_view head);

struct RequestLine {
  std::string_view method;
  std::string_view target;
  bool http_1_0 = false;
};

// `line` is without its CRLF (9112, 3). A later minor version counts as 1.1 (9110, 2.5).
boost::system::result<RequestLine, MessageFault> read_request_line(std::string_view line);

// Of the parsed head: exactly one well-formed `Host` (9112, 3.2), a method we can be asked for, an
// expectation we can meet (9110, 10.1.1). Where the body ends is asked of `read_framing`.
std::optional<MessageFault> check_fields(const Request& request);

// Takes the request target apart by its form (9112, 3.2) and fills in `path`, `query` and
// `authority`. A path that `decode_path` cannot decode is refused here, for every resource.
std::optional<MessageFault> resolve_target(std::string_view target, Request& request);

}  // namespace skillboard
