#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>

#include "skillboard/storage/clock.hpp"
#include "skillboard/talks/talk.hpp"

namespace skillboard {

struct SqliteJournalOptions {
  std::filesystem::path file;
  // A snapshot is taken when this many changes have come since the last one.
  Version changes_between_snapshots = 5'000;
  // How long a receipt is kept, and how many at the most: the oldest go first.
  std::chrono::hours receipts_kept{24};
  std::size_t most_receipts = 50'000;
  // How long it is remembered when a device was seen: longer than its cookie lives.
  std::chrono::days sightings_kept{400};
  // How long to wait for another program that has locked the file.
  std::chrono::milliseconds busy_wait{1'000};
  // Tells how old a receipt is. Called on the disk thread.
  std::function<Instant()> now = system_now;
};

}  // namespace skillboard
