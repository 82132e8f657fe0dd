#pragma once

#include <string>

namespace skillboard {

// For epochs, talks and comments: twelve random letters and digits, 60 bits from the system's
// random source. Among a million ids the chance that any two are equal is one in two million.
// Throws when the system has none.
std::string make_random_id();

}  // namespace skillboard
