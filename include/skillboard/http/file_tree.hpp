#pragma once

#include <boost/system/result.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace skillboard {

struct TreeFile {
  std::filesystem::path path;  // below the folder
  std::string bytes;
};

// All files below the folder but those whose path has a part that begins with a dot. Symbolic links
// are followed to files which would be read without them, and to nothing else. Fails when anything
// cannot be read.
boost::system::result<std::vector<TreeFile>> read_tree(const std::filesystem::path& folder);

}  // namespace skillboard
