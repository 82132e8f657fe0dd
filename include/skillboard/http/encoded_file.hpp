#pragma once

#include <boost/system/result.hpp>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "skillboard/http/content_coding.hpp"
#include "skillboard/http/file_tree.hpp"

namespace skillboard {

// A file to be served, in each coding in which it is worth sending.
struct EncodedFile {
  std::string path;  // below the folder: "js/main.js"
  // The smallest first, identity last.
  std::vector<std::pair<ContentCoding, std::string>> codings;
};

// Costs most of a second for a megabyte of text.
EncodedFile encode_file(TreeFile file);

// All files below the folder (`read_tree`), in the order of their paths.
boost::system::result<std::vector<EncodedFile>> read_encoded(const std::filesystem::path& folder);

}  // namespace skillboard
