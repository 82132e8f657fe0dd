#pragma once

#include <boost/system/error_code.hpp>

namespace skillboard {

// Why the journal could not do what it was asked to.
enum class JournalError {
  cannot_open = 1,  // not there, not permitted, not a folder…
  in_use,           // another process has it
  foreign,          // the file is something else's
  newer_format,     // written by a newer version of this program
  older_format,     // written by a version that this one does not read any more
  damaged,          // what it says cannot be true
  cannot_write,     // the disk is full, read-only, or failing
  conflict,         // somebody else wrote in between
  not_recovered,    // a failure came before, and it has not recovered yet
  already_there,    // something stands in the place that a new one was to have
};

const boost::system::error_category& journal_category() noexcept;

inline boost::system::error_code make_error_code(JournalError error) noexcept {
  return {static_cast<int>(error), journal_category()};
}

}  // namespace skillboard

template <>
struct boost::system::is_error_code_enum<skillboard::JournalError> : std::true_type {};
