#pragma once

#include <boost/system/result.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "skillboard/board/submission.hpp"
#include "skillboard/http/problem.hpp"
#include "skillboard/http/request.hpp"

namespace skillboard {

// Reads what a request to change something says, before the board sees it.

// Whether the body is declared as JSON, or not declared at all, as scripts do. What the forms of
// other sites send without asking us first is declared as something else.
bool may_be_json(const Request& request);

// The texts that these members of the object in the body hold, in this order. Refused with 400 when
// it is not a JSON object (RFC 8259) of at most 32 levels in valid UTF-8, or a member is missing or
// not a string: the problem names it.
boost::system::result<std::vector<std::string>, Problem> read_texts(
    const Request& request, std::initializer_list<std::string_view> members);

// `If-Match` and `If-None-Match` as the board evaluates them at the moment of its decision. Keeps
// copies of what it needs of the request. Empty when the request has neither.
Precondition read_precondition(const Request& request, std::string epoch);

// Whether the request wants to make what is not there yet, and nothing else: `If-None-Match: *`.
bool wants_new_only(const Request& request);

// `Idempotency-Key` with what makes the request what it is, the device among it; none when the
// request has no key. Refused with 400 when the key is empty, longer than 255 characters, or not
// printable.
boost::system::result<std::optional<RetryKey>, Problem> read_retry_key(const Request& request,
                                                                       std::string_view device);

// Whose changes are meant, those of a person or of a device, and after which version.
struct Span {
  std::string by{};
  std::string device{};  // its handle
  Version since = 0;
};

// Reads `{"by", "since"}` or `{"device", "since"}`, with the refusals of `read_texts`.
boost::system::result<Span, Problem> read_span(const Request& request);

}  // namespace skillboard
