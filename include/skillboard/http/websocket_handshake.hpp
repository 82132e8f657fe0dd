#pragma once

#include <boost/system/result.hpp>

#include <string_view>

#include "skillboard/http/problem.hpp"
#include "skillboard/http/request.hpp"
#include "skillboard/http/response.hpp"

namespace skillboard {

// Whether the request wants the connection to become a WebSocket (RFC 6455, section 4.1). HTTP/1.0
// cannot (RFC 9110, section 7.8).
bool asks_for_websocket(const Request& request);

// The answer to such a request that makes it one (101): the head of a stream of frames. Refused
// with 426 for another version of the protocol, with 400 where its key is not one, or where
// subprotocols are offered and this is not among them; without any there is none.
boost::system::result<ResponseDraft, ResponsePointer> accept_websocket(
    const Request& request, std::string_view subprotocol);

}  // namespace skillboard
