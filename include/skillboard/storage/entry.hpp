#pragma once

#include <optional>
#include <span>
#include <string>

#include "skillboard/talks/change.hpp"

namespace skillboard {

// Remembers that a write with an `Idempotency-Key` was decided, and how, so that a retry gets the
// first answer again instead of doing it twice, also after a restart.
struct Receipt {
  std::string key;
  // A digest of the request; the same key with another request is a client's mistake.
  std::string fingerprint;
  // How the board decided it, in the board's own words (see `board/decision.hpp`); the journal only
  // keeps it.
  std::string outcome;
  // The version the answer named: that of the change where there was one.
  Version version = 0;
  Instant decided;

  bool operator==(const Receipt&) const = default;
};

// That a device which holds a name was here.
struct Sighting {
  std::string device;  // its hash
  Instant seen;

  bool operator==(const Sighting&) const = default;
};

// What one request leaves in the journal. Each part may be missing: a write without a key has no
// receipt, a write that changed nothing has no change, and only a device that holds a name is seen.
struct Entry {
  std::optional<Change> change{};
  std::optional<Receipt> receipt{};
  std::optional<Sighting> sighting{};

  bool operator==(const Entry&) const = default;
};

// Whether a change among them erases anything for good.
bool purges(std::span<const Entry> entries);

}  // namespace skillboard
