#pragma once

#include <boost/system/result.hpp>

#include <cstdint>

#include "skillboard/http/message_fault.hpp"
#include "skillboard/http/request.hpp"

namespace skillboard {

struct Framing {
  bool chunked = false;
  std::uint64_t length = 0;  // of the body, when it is not chunked
};

// Where the body ends (RFC 9112, section 6.3), when that cannot be read in two ways.
boost::system::result<Framing, MessageFault> read_framing(const Request& request);

// Whether the client lets the connection stay open (9112, 9.3).
bool persists(const Request& request);

}  // namespace skillboard
