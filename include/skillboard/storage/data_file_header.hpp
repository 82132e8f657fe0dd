#pragma once

#include <sys/types.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "skillboard/storage/journal_refusal.hpp"

namespace skillboard {

// What the header of an SQLite file says when it is a journal of ours: its `application_id` ("SKLB"
// in ASCII), and its `user_version`, the format of the tables.
constexpr std::int64_t journal_application_id = 0x534B4C42;
constexpr std::int64_t journal_format = 3;

// What is wrong with a file that says this of itself, if anything.
std::optional<JournalFault> check_identity(std::int64_t application, std::int64_t format);

// The first hundred bytes of an SQLite file, read without SQLite
// (https://www.sqlite.org/fileformat.html#the_database_header).
class DataFileHeader {
 public:
  explicit DataFileHeader(int descriptor);

  bool empty() const { return read_ == 0; }

  // Nothing but zeros.
  bool blank() const;

  // What is wrong with it as that of a journal, if anything.
  std::optional<JournalFault> check() const;

 private:
  bool is_sqlite() const;
  std::uint32_t field(std::size_t offset) const;

  std::array<char, 100> bytes_{};
  ssize_t read_;
};

}  // namespace skillboard
