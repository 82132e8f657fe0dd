#pragma once

#include <boost/system/result.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "skillboard/http/chunked_body.hpp"
#include "skillboard/http/framing.hpp"
#include "skillboard/http/limits.hpp"
#include "skillboard/http/message_fault.hpp"
#include "skillboard/http/request.hpp"

namespace skillboard {

// Where the head of a request stands in the bytes of a connection.
struct HeadExtent {
  std::size_t begin = 0;  // after empty lines that a client may send before (RFC 9112, 2.2)
  std::size_t end = 0;    // after the empty line that ends it; 0 while it is not there yet
};

// Looks for the end of the head. Fails as soon as the bytes exceed a limit or cannot become a
// head, whether or not the end is there. Costs the length of `bytes`.
boost::system::result<HeadExtent, MessageFault> find_head(std::string_view bytes,
                                                          const MessageLimits& limits);

// Takes one request after the other apart, without any I/O. It refuses all that Beast's parser
// lets through and RFC 9110 or 9112 forbids (see message_rules.hpp).
//
// One object serves any number of requests and keeps its memory between them.
class RequestReader {
 public:
  explicit RequestReader(const MessageLimits& limits) : limits_(limits) {}

  // `request()` refers to the body, which stands in here.
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  // Begins a request with its whole head, as `find_head` found it. The bytes stay where they are
  // until the request has been dealt with.
  boost::system::result<void, MessageFault> start(std::string_view head);

  // Takes what it can of the bytes that follow the head, and says how many that was. When it
  // takes less than it was given, the request is complete.
  boost::system::result<std::size_t, MessageFault> feed(std::string_view bytes);

  // Whether all of the request is there.
  bool complete() const;

  // Whether the client waits to be told to go on before it sends the body (RFC 9110, 10.1.1).
  // Never so in HTTP/1.0.
  bool expects_continue() const;

  // Complete, or at least its head while it is not.
  const Request& request() const { return request_; }

  // The same, for who knows what no bytes tell: `client` and `https` are left as they are.
  Request& request() { return request_; }

 private:
  boost::system::result<void, MessageFault> read_fields(std::string_view fields);

  const MessageLimits& limits_;
  Request request_;
  Framing framing_;
  ChunkedBody chunks_;
  std::string body_;
};

}  // namespace skillboard
