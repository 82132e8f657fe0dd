#include "skillboard/storage/data_file_header.hpp"

#include <unistd.h>

#include <algorithm>
#include <iterator>
#include <string_view>

namespace skillboard {

std::optional<JournalFault> check_identity(std::int64_t application, std::int64_t format) {
  if (application != journal_application_id) {
    return JournalFault{JournalError::foreign, {}};
  }
  if (format > journal_format) {
    return JournalFault{JournalError::newer_format, {}};
  }
  if (format < journal_format) {
    return JournalFault{JournalError::older_format, {}};
  }
  return std::nullopt;
}

DataFileHeader::DataFileHeader(int descriptor)
    : read_(::pread(descriptor, bytes_.data(), bytes_.size(), 0)) {}

bool DataFileHeader::blank() const {
  return std::ranges::count(bytes_, '\0') == std::ssize(bytes_);
}

std::optional<JournalFault> DataFileHeader::check() const {
  constexpr std::size_t user_version = 60;
  constexpr std::size_t application_id = 68;
  if (!is_sqlite()) {
    return JournalFault{JournalError::foreign, {}};
  }
  return check_identity(field(application_id), field(user_version));
}

bool DataFileHeader::is_sqlite() const {
  constexpr std::string_view magic("SQLite format 3\0", 16);
  return read_ == std::ssize(bytes_) && std::string_view(bytes_.data(), magic.size()) == magic;
}

std::uint32_t DataFileHeader::field(std::size_t offset) const {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    value = value << 8U | static_cast<unsigned char>(bytes_.at(offset + i));
  }
  return value;
}

}  // namespace skillboard
