#include "skillboard/storage/error.hpp"

#include <string>

namespace skillboard {

namespace {

class JournalCategory final : public boost::system::error_category {
 public:
  const char* name() const noexcept override { return "skillboard.journal"; }

  std::string message(int code) const override {
    switch (static_cast<JournalError>(code)) {
      case JournalError::cannot_open:
        return "the journal cannot be opened";
      case JournalError::in_use:
        return "another program has locked the journal";
      case JournalError::foreign:
        return "the file is not a journal";
      case JournalError::newer_format:
        return "the journal was written by a newer version";
      case JournalError::older_format:
        return "the journal was written by an older version";
      case JournalError::damaged:
        return "the journal is damaged";
      case JournalError::cannot_write:
        return "the journal cannot be written: its disk is full, read-only or failing";
      case JournalError::conflict:
        return "another program has changed the journal";
      case JournalError::not_recovered:
        return "the journal has not recovered from an earlier failure";
      case JournalError::already_there:
        return "there is a file of that name already";
    }
    return "unknown journal error";
  }
};

}  // namespace

const boost::system::error_category& journal_category() noexcept {
  static const JournalCategory category;
  return category;
}

}  // namespace skillboard
