#include "skillboard/http/message_fault.hpp"

#include <stdexcept>

namespace skillboard {

namespace {

Problem make(unsigned status, const char* type, const char* title, const char* detail) {
  return {.status = status, .type = type, .title = title, .detail = detail, .field = {}};
}

}  // namespace

Problem describe(MessageFault fault) {
  switch (fault) {
    case MessageFault::malformed:
      return make(400, "malformed-request", "The request is not valid HTTP",
                  "It does not follow RFC 9112.");
    case MessageFault::bad_target:
      return make(400, "bad-target", "The address is not valid",
                  "The request target is not a URI of RFC 3986 in percent-encoded UTF-8.");
    case MessageFault::bad_host:
      return make(400, "bad-host", "The request does not say which host it is for",
                  "There has to be exactly one Host field, and it has to name a host.");
    case MessageFault::bad_framing:
      return make(400, "bad-framing", "The length of the request is ambiguous",
                  "Content-Length, Transfer-Encoding or the chunks are not exactly right.");
    case MessageFault::unknown_transfer_coding:
      return make(501, "unknown-transfer-coding", "The request is encoded in an unknown way",
                  "The only transfer coding understood is chunked.");
    case MessageFault::head_too_large:
      return make(431, "head-too-large", "The header of the request is too large", "");
    case MessageFault::target_too_long:
      return make(414, "target-too-long", "The address is too long", "");
    case MessageFault::body_too_large:
      return make(413, "body-too-large", "The request is too large", "");
    case MessageFault::unmet_expectation:
      return make(417, "unmet-expectation", "The request expects what the server cannot do",
                  "The only expectation understood is 100-continue.");
    case MessageFault::unsupported_version:
      return make(505, "unsupported-version", "This version of HTTP is not spoken here",
                  "The server speaks HTTP/1.1.");
    case MessageFault::tunnel:
      return make(501, "no-tunnel", "The server is not a proxy", "CONNECT is not supported.");
    case MessageFault::head_too_slow:
      return make(408, "head-too-slow", "The request took too long to arrive", "");
    case MessageFault::body_too_slow:
      return make(408, "body-too-slow", "The request took too long to arrive",
                  "Its body was not complete in time.");
  }
  throw std::logic_error("not a MessageFault");
}

}  // namespace skillboard
