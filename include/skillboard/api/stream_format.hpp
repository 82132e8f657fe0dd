#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "skillboard/board/recent_changes.hpp"
#include "skillboard/http/follower.hpp"

namespace skillboard {

// After which who is told nothing gets a sign of life: below the time after which proxies and
// mobile networks take a connection for dead.
inline constexpr std::chrono::seconds sign_of_life_interval{15};

// Why a stream ends.
enum class Farewell { stopping, too_far_behind };

// How what happens is put on the wire: as Server-Sent Events, or as messages of a WebSocket
// (docs/live.md).
class StreamFormat {
 public:
  // What happened up to a version; at least one change.
  virtual std::string changes(const std::string& epoch, Version version,
                              const std::vector<const RecentChanges::Told*>& changes) const = 0;

  // A whole to start over from: `name` is `board` or `talk`.
  virtual std::string whole(std::string_view name, const std::string& epoch, Version version,
                            std::string_view json) const = 0;

  // That nothing happened since the version that a new listener has.
  virtual std::string nothing_new(const std::string& epoch, Version version) const = 0;

  // Who looks at a talk.
  virtual std::string presence(std::string_view json) const = 0;

  // What shows both sides, and all between them, that the stream lives.
  virtual SharedText sign_of_life() const = 0;

  // Null when nothing is said.
  virtual SharedText farewell(Farewell why) const = 0;

 protected:
  ~StreamFormat() = default;
};

// Each change is an event whose `id` is the tag of the board after it (WHATWG HTML, section 9.2).
const StreamFormat& event_format();

// What happened is one message, however many changes it was.
const StreamFormat& message_format();

}  // namespace skillboard
