#pragma once

#include <string>

namespace skillboard {

// Twelve random letters and digits, 60 bits from the system's random source: among a million ids
// the chance that any two are equal is one in two million. Throws when the system has none.
std::string make_random_id();

}  // namespace skillboard
