#pragma once

#include <boost/system/result.hpp>

#include <filesystem>
#include <memory>
#include <optional>

#include "skillboard/storage/journal_refusal.hpp"

namespace skillboard {

// Whether a file that stands where a new one is to go may give way.
enum class Existing { kept, replaced };

// A file that stands complete under its name, or not at all: it is written beside that, under the
// name with `.part` behind it, and takes its place when all of it is on the disk. Only its owner
// may read it. What a process that was killed has left of it, the next one removes.
class NewFile {
 public:
  // Refused while another process writes the same file, and where the name is taken already and to
  // be kept.
  static boost::system::result<std::unique_ptr<NewFile>, JournalRefusal> create(
      const std::filesystem::path& name, Existing existing);

  // Removes what has not taken its place.
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  // Where it stands until then: empty at first. Whoever writes there closes it before `take_place`.
  const std::filesystem::path& part() const { return part_; }

  // A descriptor of it, good for as long as this lives.
  int descriptor() const { return descriptor_; }

  // Makes all of it durable, and gives it its name. After a fault nothing stands there.
  std::optional<JournalRefusal> take_place();

 private:
  NewFile(std::filesystem::path name, Existing existing);

  std::optional<JournalFault> open();
  bool rename() const;

  std::filesystem::path name_;
  std::filesystem::path part_;
  Existing existing_;
  int descriptor_ = -1;
  bool in_place_ = false;
};

}  // namespace skillboard
