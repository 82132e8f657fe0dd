#pragma once

#include <boost/system/error_code.hpp>

#include <filesystem>
#include <string>

#include "skillboard/storage/error.hpp"

namespace skillboard {

// Why a journal cannot be used, with a sentence for the person who started the program which says
// what to do.
struct JournalRefusal {
  boost::system::error_code error;
  std::string sentence;
};

// The same before it is said: `detail` is what the system or SQLite said, or where the damage is.
struct JournalFault {
  JournalError error = JournalError::damaged;
  std::string detail;
};

// What was to be done with the file, which decides what can be done about it.
enum class Task {
  serve,
  read,   // a board that is kept there
  write,  // something new
};

// Says it of the file.
JournalRefusal refuse(const std::filesystem::path& file, const JournalFault& fault,
                      Task task = Task::serve);

}  // namespace skillboard
