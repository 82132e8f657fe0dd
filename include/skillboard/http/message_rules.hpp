#pragma once

#include <optional>
#include <string_view>

#include "skillboard/http/message_fault.hpp"
#include "skillboard/http/request.hpp"

namespace skillboard {

// The rules of RFC 9110 and 9112 that Beast's parser does not enforce, in one place. All of them
// are pure functions of the bytes.

// Of the head before it is parsed: no folded lines (RFC 9112, section 5.2), no bare CR or LF, no
// other control character.
std::optional<MessageFault> check_raw_head(std::string_view head);

// Of the parsed head: exactly one well-formed `Host` (9112, 3.2), framing that cannot be read in
// two ways (6.3), a method we can be asked for, an expectation we can meet (9110, 10.1.1).
std::optional<MessageFault> check_fields(const Request& request);

// Takes the request target apart by its form (9112, 3.2) and fills in `path`, `query` and
// `authority`.
std::optional<MessageFault> resolve_target(std::string_view target, Request& request);

}  // namespace skillboard
