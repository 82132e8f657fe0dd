// Linked with the real main: before that runs, the disk under SQLite is the one that the control
// file named by SKILLBOARD_TEST_DISK describes.

#include <cstdlib>

#include "support/faulty_disk.hpp"

namespace {

[[maybe_unused]] const bool installed = [] {
  skillboard::FaultyDisk& disk = skillboard::FaultyDisk::install();
  if (const char* control = std::getenv("SKILLBOARD_TEST_DISK")) {
    disk.obey(control);
  }
  return true;
}();

}  // namespace
