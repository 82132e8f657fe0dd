#pragma once

#include <vector>

#include "skillboard/http/encoded_file.hpp"

namespace skillboard {

// The page as it was when the program was built, which `embed_page` writes the source of. A copy.
std::vector<EncodedFile> embedded_page();

}  // namespace skillboard
