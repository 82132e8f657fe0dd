#pragma once

#include <boost/system/result.hpp>
#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

#include "skillboard/board/submission.hpp"
#include "skillboard/http/problem.hpp"
#include "skillboard/http/request.hpp"

namespace skillboard {

// Reads what a request to change something says, before the board sees it.

// The object in the body. Refused with 415 when the body is declared as anything but JSON, with 400
// when it is not a JSON object (RFC 8259) of at most 32 levels in valid UTF-8.
boost::system::result<nlohmann::json, Problem> read_object(const Request& request);

// A member that has to be a string; the problem names it otherwise.
boost::system::result<std::string, Problem> read_text(const nlohmann::json& object,
                                                      std::string_view member);

// `If-Match` and `If-None-Match` as the board evaluates them at the moment of its decision. Keeps
// copies of what it needs of the request. Empty when the request has neither.
Precondition read_precondition(const Request& request, std::string epoch);

// `Idempotency-Key` with what makes the request what it is; none when the request has no key.
// Refused with 400 when the key is empty, longer than 255 characters, or not printable.
boost::system::result<std::optional<RetryKey>, Problem> read_retry_key(const Request& request);

}  // namespace skillboard
