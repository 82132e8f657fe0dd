#pragma once

#include <exception>

namespace skillboard {

// Logs a bug that one request or one connection has run into; the others go on.
void report(const std::exception_ptr& bug);

}  // namespace skillboard
