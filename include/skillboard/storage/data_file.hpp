#pragma once

#include <boost/system/result.hpp>

#include <filesystem>
#include <memory>

#include "skillboard/storage/journal_refusal.hpp"

namespace skillboard {

// The file a journal stands in, locked against another server for as long as this lives.
//
// It has a descriptor of its own, which must be opened before SQLite's and closed after: closing
// any descriptor of a file drops all POSIX locks that the process has on it, and SQLite's are such.
// Its own lock is of the other kind (flock), and does not keep the sqlite3 shell or a backup from
// reading the board of a running server, as SQLite's exclusive locking mode would.
class DataFile {
 public:
  // Opens and locks the file; makes an empty one where there is none. Refuses what is not a journal
  // by its first hundred bytes, read without SQLite, which might roll back or switch what it opens.
  static boost::system::result<std::unique_ptr<DataFile>, JournalRefusal> lock(
      std::filesystem::path file);

  ~DataFile();
  DataFile(const DataFile&) = delete;
  DataFile& operator=(const DataFile&) = delete;

  // With symbolic links resolved.
  const std::filesystem::path& path() const { return path_; }

 private:
  DataFile(std::filesystem::path path, int descriptor)
      : path_(std::move(path)), descriptor_(descriptor) {}

  std::filesystem::path path_;
  int descriptor_;
};

}  // namespace skillboard
