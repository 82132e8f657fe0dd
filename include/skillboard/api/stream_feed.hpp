#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "skillboard/api/stream_format.hpp"
#include "skillboard/board/board.hpp"
#include "skillboard/http/follower.hpp"

namespace skillboard {

// What is told over streams of one format: who comes without a version, or is further behind than
// the recent changes, is told the whole of it first; then what happens, and every fifteen seconds a
// sign of life. What a change makes is put together once for all who listen.
//
// Each function is about the whole board, or about one talk where its id is given. The ticket of a
// part is the version that its listener has then.
class StreamFeed {
 public:
  // Both outlive it.
  StreamFeed(Board& board, const StreamFormat& format) : board_(board), format_(format) {}

  const StreamFormat& format() const { return format_; }

  // What is said to who has this version, if any, and begins to listen.
  StreamPart begin(std::optional<Version> version, const std::string& talk);

  // What is said to who listens and has this version.
  StreamPart go_on(Version version, const std::string& talk, WakeReason reason);

 private:
  // What came after this version: null when that is nothing. Nothing when not all of it is at hand.
  std::optional<SharedText> since(Version version, const std::string& talk);
  SharedText whole(const std::string& talk);
  void forget_outdated();
  StreamPart part(SharedText text) const;

  Board& board_;
  const StreamFormat& format_;
  PublicationPointer publication_;
  std::map<std::pair<Version, std::string>, SharedText> prepared_;
  std::map<std::string, SharedText> wholes_;
};

}  // namespace skillboard
