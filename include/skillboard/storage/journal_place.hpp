#pragma once

#include <boost/system/result.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "skillboard/storage/journal_refusal.hpp"
#include "skillboard/storage/new_file.hpp"
#include "skillboard/talks/talk.hpp"

namespace skillboard {

// The place where a board is kept, held while another one is put there: no server uses it, and none
// can begin to. At any moment the former board stands there with all that it has, or the new one.
class JournalPlace {
 public:
  static boost::system::result<std::unique_ptr<JournalPlace>, JournalRefusal> hold(
      const std::filesystem::path& file);

  ~JournalPlace();
  JournalPlace(const JournalPlace&) = delete;
  JournalPlace& operator=(const JournalPlace&) = delete;

  // Whether anything stands there.
  bool taken() const;

  // Whether what stands there is a board on which nothing has happened yet.
  bool has_empty_board() const;

  const std::filesystem::path& path() const { return path_; }

  // A file to be put there, empty at first.
  boost::system::result<std::unique_ptr<NewFile>, JournalRefusal> make_file() const;

  // Lets what stands there be found beside it as well, under a name that tells `now`, and says
  // which. Where that can be, what is in its write-ahead log is brought into it before.
  boost::system::result<std::filesystem::path, JournalRefusal> keep_former(Instant now);

  // Puts the file there, in the place of what was.
  std::optional<JournalRefusal> put(NewFile& file);

 private:
  explicit JournalPlace(std::filesystem::path path) : path_(std::move(path)) {}

  std::optional<JournalFault> lock();

  std::filesystem::path path_;
  int descriptor_ = -1;  // none where no file is
};

}  // namespace skillboard
