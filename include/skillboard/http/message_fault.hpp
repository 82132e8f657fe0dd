#pragma once

#include "skillboard/http/problem.hpp"

namespace skillboard {

// Why the bytes of a peer are not a request that we take. The connection ends with the answer,
// since where the next request would begin cannot be trusted any more.
enum class MessageFault {
  malformed,                // not HTTP/1.x as RFC 9112 has it
  bad_target,               // not a URI, or not percent-encoded UTF-8
  bad_host,                 // missing, repeated, empty, or not a host
  bad_framing,              // the length of the body is ambiguous
  unknown_transfer_coding,  // anything but one final `chunked`
  head_too_large,
  target_too_long,
  body_too_large,
  unmet_expectation,    // `Expect` with anything but 100-continue
  unsupported_version,  // HTTP/2.0 and later in an HTTP/1.1 request line
  tunnel,               // CONNECT
  head_too_slow,
  body_too_slow,
};

// The one place that maps them to status codes.
Problem describe(MessageFault fault);

}  // namespace skillboard
