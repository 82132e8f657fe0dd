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
    case JournalError::already_there:
      return "is there already";
  }
  return "cannot be used";
}

std::string_view remedy_of_serving(JournalError error) {
  switch (error) {
    case JournalError::cannot_open:
      return "See that its folder exists and that this server may write there, or choose another "
             "file with --data.";
    case JournalError::in_use:
      return "Stop that program first, or choose another file with --data.";
    case JournalError::foreign:
    case JournalError::already_there:
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

std::string_view remedy_of_reading(JournalError error) {
  switch (error) {
    case JournalError::cannot_open:
    case JournalError::cannot_write:
    case JournalError::already_there:
      return "See that it is there, and that you may read it.";
    case JournalError::in_use:
    case JournalError::conflict:
    case JournalError::not_recovered:
      return "Try it again.";
    case JournalError::foreign:
      return "Name the file that a board is kept in, or a backup of one.";
    case JournalError::newer_format:
      return "Use that version.";
    case JournalError::older_format:
      return "Start a server on it once, which brings it up to date; a backup is brought up to "
             "date "
             "by restoring it.";
    case JournalError::damaged:
      return "\"skillboard verify\" says what is wrong in it.";
  }
  return {};
}

std::string_view remedy_of_writing(JournalError error) {
  switch (error) {
    case JournalError::in_use:
      return "Wait for that program, or stop it.";
    case JournalError::already_there:
      return "Name another file, or say --replace.";
    default:
      return "See that there is room on its disk, and that you may write there.";
  }
}

std::string_view remedy(JournalError error, Task task) {
  switch (task) {
    case Task::serve:
      return remedy_of_serving(error);
    case Task::read:
      return remedy_of_reading(error);
    case Task::write:
      return remedy_of_writing(error);
  }
  return {};
}

}  // namespace

JournalRefusal refuse(const std::filesystem::path& file, const JournalFault& fault, Task task) {
  std::string sentence = file.string();
  sentence.append(" ").append(describe(fault.error));
  if (!fault.detail.empty()) {
    sentence.append(" (").append(fault.detail).append(")");
  }
  sentence.append(". ").append(remedy(fault.error, task));
  return {fault.error, std::move(sentence)};
}

}  // namespace skillboard
