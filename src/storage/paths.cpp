#include "skillboard/storage/paths.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace skillboard {

std::filesystem::path resolved(std::filesystem::path path) {
  std::error_code unresolved;
  auto canonical = std::filesystem::weakly_canonical(path, unresolved);
  return unresolved ? path : canonical;
}

std::filesystem::path beside(const std::filesystem::path& file, std::string_view ending) {
  std::filesystem::path other = file;
  other += ending;
  return other;
}

std::uintmax_t size_of(const std::filesystem::path& file) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  return error ? 0 : size;
}

std::error_code sync_folder_of(const std::filesystem::path& file) {
  const auto folder = file.has_parent_path() ? file.parent_path() : ".";
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) {
    return {errno, std::system_category()};
  }
  const int synced = ::fsync(descriptor);
  const std::error_code error(synced == 0 ? 0 : errno, std::system_category());
  ::close(descriptor);
  return error;
}

}  // namespace skillboard
