#pragma once

#include <string>

#include "skillboard/http/response.hpp"

namespace skillboard {

// Answers that no cache keeps.

// With this JSON (RFC 8259) as the body.
ResponsePointer json_answer(unsigned status, std::string json);

// That it is done, and there is nothing to tell (204).
ResponsePointer done();

}  // namespace skillboard
