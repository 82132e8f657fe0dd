#pragma once

#include "skillboard/http/message_fault.hpp"
#include "skillboard/http/response.hpp"

namespace skillboard {

// What a server answers by itself, whatever its handler.

// A limit of the server has been reached; it may be worth trying again soon (503).
ResponsePointer overloaded();

// The bytes are not a request that is taken. Ends the connection.
ResponsePointer refusal(MessageFault fault);

// The handler has a bug, which has been logged (500).
ResponsePointer internal_error();

}  // namespace skillboard
