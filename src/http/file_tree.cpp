#include "skillboard/http/file_tree.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

namespace skillboard {

namespace {

namespace fs = std::filesystem;

bool has_hidden_part(const fs::path& path) {
  return std::ranges::any_of(path,
                             [](const fs::path& part) { return part.native().starts_with('.'); });
}

// Whether the file that `path` leads to, through whatever links, is one of the folder's own.
bool is_within(const fs::path& path, const fs::path& folder, std::error_code& error) {
  const fs::path target = fs::canonical(path, error);
  if (error) {
    return false;
  }
  const fs::path relative = target.lexically_relative(folder);
  return !relative.empty() && !has_hidden_part(relative);  // ".." begins with a dot, too
}

// The paths of the files to serve, below the folder.
std::vector<fs::path> list_files(const fs::path& folder, std::error_code& error) {
  std::vector<fs::path> files;
  for (auto entry = fs::recursive_directory_iterator(folder, error);
       !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    std::error_code gone;  // a link to nowhere is no file
    const fs::path relative = entry->path().lexically_relative(folder);
    if (has_hidden_part(relative)) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file(gone) && is_within(entry->path(), folder, gone)) {
      files.push_back(relative);
    }
  }
  return files;
}

std::optional<std::string> read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return file.is_open() && !file.bad() ? std::optional(std::move(bytes)) : std::nullopt;
}

}  // namespace

boost::system::result<std::vector<TreeFile>> read_tree(const fs::path& folder) {
  std::error_code error;
  const fs::path root = fs::canonical(folder, error);
  std::vector<fs::path> paths = error ? std::vector<fs::path>() : list_files(root, error);
  if (error) {
    return boost::system::error_code(error);
  }
  std::vector<TreeFile> files;
  for (fs::path& path : paths) {
    auto bytes = read_file(root / path);
    if (!bytes) {
      return make_error_code(boost::system::errc::io_error);
    }
    files.push_back({std::move(path), *std::move(bytes)});
  }
  return files;
}

}  // namespace skillboard
