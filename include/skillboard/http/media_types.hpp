#pragma once

#include <string_view>

namespace skillboard {

struct MediaType {
  std::string_view content_type;
  // Whether it gets smaller by coding it: pictures and fonts are compressed already.
  bool compressible = false;
};

// By the extension of a file's name, without regard to case; application/octet-stream when it is
// not known.
MediaType media_type_of(std::string_view file_name);

}  // namespace skillboard
