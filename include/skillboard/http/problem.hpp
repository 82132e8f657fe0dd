#pragma once

#include <string>
#include <utility>
#include <vector>

#include "skillboard/http/response.hpp"

namespace skillboard {

// Why a request is refused, as RFC 9457 tells it.
struct Problem {
  unsigned status = 500;
  // Names the kind of problem and stays the same: the last part of the `type` URI reference, which
  // is relative ("/problems/NAME").
  std::string type;
  // Fit to be shown to a person.
  std::string title;
  // What was wrong this time; may be empty.
  std::string detail;
  // The member of the request's JSON that was at fault; empty when it was none.
  std::string field;
  // Further members (RFC 9457, section 3.2): the name of each, and its value as JSON.
  std::vector<std::pair<std::string, std::string>> members{};
};

// The answer that tells it, as application/problem+json, not to be stored by any cache.
ResponseDraft problem_response(const Problem& problem);

}  // namespace skillboard
