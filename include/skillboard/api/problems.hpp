#pragma once

#include "skillboard/board/decision.hpp"
#include "skillboard/http/problem.hpp"
#include "skillboard/http/response.hpp"

namespace skillboard {

// How the interface tells why the board does not do something: the one place that maps refusals to
// status codes.
Problem describe(const Rejected& rejected);

// The answer to a refused write; with `Retry-After` where trying again makes sense.
ResponsePointer refused(const Rejected& rejected);

ResponsePointer refused(const Problem& problem);

Problem no_such_change();

// For what only a device can do, asked by somebody without its cookie.
Problem no_device();

}  // namespace skillboard
