#pragma once

#include <sqlite3.h>

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace skillboard {

// A file as the programs of a running machine see it, while the disk beneath has only what was
// synced: what a page cache is.
class HeldFile {
 public:
  // Reads what the disk has.
  explicit HeldFile(sqlite3_file& disk);

  // As SQLite's xRead: what lies beyond the end reads as zeros, and says so.
  int read(std::span<char> bytes, sqlite3_int64 offset) const;
  void write(std::span<const char> bytes, sqlite3_int64 offset);
  void truncate(sqlite3_int64 size);
  // Deletes it for the running machine only, where an empty log counts as none. What is written
  // then is a new file of that name: until it is synced the disk has the old one, unchanged.
  void remove();

  // Whether the disk has another file of that name.
  bool replaces() const { return replaces_; }

  sqlite3_int64 size() const { return std::ssize(bytes_); }

  // Writes to the disk what it does not have. It is not synced there: what stands between us and a
  // real power cut is no part of the play, and a sync takes its time.
  int sync(sqlite3_file& disk);

 private:
  struct Range {
    std::size_t begin;
    std::size_t end;
  };

  std::vector<char> bytes_;
  std::vector<Range> unsynced_;
  // The file was shorter than that at some time since the last sync.
  std::size_t shortest_;
  bool replaces_ = false;
};

}  // namespace skillboard
