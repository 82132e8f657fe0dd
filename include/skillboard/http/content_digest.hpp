#pragma once

#include <string>
#include <string_view>

namespace skillboard {

// Tells contents apart: equal bytes have an equal digest, on every machine and in every version of
// this program, and others differ but for an accident of 1 in 2^64. It does not stand up to
// somebody who looks for two contents with one digest (FNV-1a, draft-eastlake-fnv). 16 hexadecimal
// digits.
std::string content_digest(std::string_view bytes);

}  // namespace skillboard
