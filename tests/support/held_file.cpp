#include "support/held_file.hpp"

#include <algorithm>

namespace skillboard {

HeldFile::HeldFile(sqlite3_file& disk) {
  sqlite3_int64 size = 0;
  if (disk.pMethods->xFileSize(&disk, &size) == SQLITE_OK && size > 0) {
    bytes_.resize(static_cast<std::size_t>(size));
    disk.pMethods->xRead(&disk, bytes_.data(), static_cast<int>(size), 0);
  }
  shortest_ = bytes_.size();
}

int HeldFile::read(std::span<char> bytes, sqlite3_int64 offset) const {
  const std::size_t begin = std::min(static_cast<std::size_t>(offset), bytes_.size());
  const std::size_t count = std::min(bytes.size(), bytes_.size() - begin);
  const auto rest =
      std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(begin), count, bytes.begin());
  std::fill(rest, bytes.end(), '\0');
  return count == bytes.size() ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

void HeldFile::write(std::span<const char> bytes, sqlite3_int64 offset) {
  const auto begin = static_cast<std::size_t>(offset);
  const std::size_t end = begin + bytes.size();
  bytes_.resize(std::max(bytes_.size(), end));
  std::ranges::copy(bytes, bytes_.begin() + static_cast<std::ptrdiff_t>(begin));
  unsynced_.push_back({begin, end});
}

void HeldFile::truncate(sqlite3_int64 size) {
  bytes_.resize(static_cast<std::size_t>(size));
  shortest_ = std::min(shortest_, bytes_.size());
}

void HeldFile::remove() {
  truncate(0);
  replaces_ = true;
}

int HeldFile::sync(sqlite3_file& disk) {
  int code = disk.pMethods->xTruncate(&disk, static_cast<sqlite3_int64>(shortest_));
  for (const Range& range : unsynced_) {
    const std::size_t end = std::min(range.end, bytes_.size());
    if (code == SQLITE_OK && range.begin < end) {
      code = disk.pMethods->xWrite(&disk, bytes_.data() + range.begin,
                                   static_cast<int>(end - range.begin),
                                   static_cast<sqlite3_int64>(range.begin));
    }
  }
  if (code == SQLITE_OK) {
    unsynced_.clear();
    replaces_ = false;
    shortest_ = bytes_.size();
  }
  return code;
}

}  // namespace skillboard
