#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "skillboard/board/board.hpp"
#include "skillboard/http/handler.hpp"
#include "skillboard/http/request.hpp"

namespace skillboard {

// Whether `Accept` names `text/event-stream`, as the EventSource of browsers does.
bool asks_for_events(const Request& request);

// Tells what happens on the board as Server-Sent Events (WHATWG HTML, section 9.2): each change is
// an event whose `id` is the tag of the board after it; who comes without a tag, or is further
// behind than the recent changes, gets an event `board` with the whole of it first. A comment every
// fifteen seconds shows both sides and all between them that the stream lives.
//
// What a change makes is put together once for all who listen.
class EventFeed {
 public:
  // The board outlives it.
  explicit EventFeed(Board& board) : board_(board) {}

  // `since` is the tag to go on from, unless `Last-Event-ID` names another; either may be empty.
  Outcome begin(const Request& request, std::string_view since);

  // The ticket is the version that the listener has.
  StreamPart continue_stream(Ticket version, WakeReason reason);

 private:
  using Text = std::shared_ptr<const std::string>;

  // What came after this version; null when not all of it is at hand.
  Text since(Version version);
  Text whole_board();
  void forget_outdated();
  StreamPart part(Text text) const;

  Board& board_;
  PublicationPointer publication_;
  std::unordered_map<Version, Text> prepared_;
  Text whole_board_;
  ResponsePointer head_;
};

}  // namespace skillboard
