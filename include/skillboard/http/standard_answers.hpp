#pragma once

#include <chrono>
#include <string_view>

#include "skillboard/http/message_fault.hpp"
#include "skillboard/http/response.hpp"

namespace skillboard {

// What a server answers by itself, whatever its handler.

// A limit of the server has been reached; it may be worth trying again soon (503).
ResponsePointer overloaded();

// Somebody has reached a limit that each of them has, and may try again after that time (429).
ResponsePointer too_many_requests(std::chrono::seconds retry_after);

// The request is for a host that is not one of ours (421).
ResponsePointer not_our_host(std::string_view authority);

// The bytes are not a request that is taken. Ends the connection.
ResponsePointer refusal(MessageFault fault);

// The handler has a bug, which has been logged (500).
ResponsePointer internal_error();

}  // namespace skillboard
