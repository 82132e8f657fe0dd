#include "skillboard/storage/journal_refusal.hpp"

#include <string_view>
#include <utility>

namespace skillboard {

namespace {

// What is the matter, to follow the name of the file.
std::string_view describe(JournalError error) {
  switch (error) {
    case JournalError::cannot_open:
      return "cannot be opened";
    case JournalError::in_use:
      return "is in use by another program";
    case JournalError::foreign:
      return "is not a Skillboard journal";
    case JournalError::newer_format:
      return "was written by a newer version of Skillboard";
    case JournalError::older_format:
      return "was written by an older version of Skillboard";
    case JournalError::damaged:
      return "is damaged";
    case JournalError::cannot_write:
      return "cannot be written";
    case JournalError::conflict:
      return "was changed by another program";
    case JournalError::not_recovered:
      return "has not recovered from an earlier failure";
  }
  return "cannot be used";
}

std::string_view remedy(JournalError error) {
  switch (error) {
    case JournalError::cannot_open:
      return "See that its folder exists and that this server may write there, or choose another "
             "file with --data.";
    case JournalError::in_use:
      return "Stop that program first, or choose another file with --data.";
    case JournalError::foreign:
      return "Choose another file with --data; it was left as it is.";
    case JournalError::newer_format:
    case JournalError::older_format:
      return "Start that version, or choose another file with --data; it was left as it is.";
    case JournalError::damaged:
      return "Put a backup in its place, or choose another file with --data; it was left as it is.";
    case JournalError::cannot_write:
      return "Make room on its disk, or let this server write there, and start it again.";
    case JournalError::conflict:
    case JournalError::not_recovered:
      return "Start the server again.";
  }
  return {};
}

}  // namespace

JournalRefusal refuse(const std::filesystem::path& file, const JournalFault& fault) {
  std::string sentence = file.string();
  sentence.append(" ").append(describe(fault.error));
  if (!fault.detail.empty()) {
    sentence.append(" (").append(fault.detail).append(")");
  }
  sentence.append(". ").append(remedy(fault.error));
  return {fault.error, std::move(sentence)};
}

}  // namespace skillboard
