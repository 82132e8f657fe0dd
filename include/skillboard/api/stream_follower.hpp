#pragma once

#include <memory>
#include <optional>
#include <string>

#include "skillboard/api/presence.hpp"
#include "skillboard/api/stream_feed.hpp"
#include "skillboard/http/follower.hpp"

namespace skillboard {

// Somebody who listens to a stream and is told more than what happens on the whole board, or less:
// of one talk alone, or who looks at what.
class StreamFollower : public Follower {
 public:
  // Both outlive it. The talk is the one that it hears of; empty for all.
  StreamFollower(StreamFeed& feed, Presence& presence, std::string talk);
  ~StreamFollower() override;

  // Tells it what this page is to be told. Without, it is a page of its own.
  void be_told(std::string page);

  // What is said first to who has this version, if any.
  StreamPart begin(std::optional<Version> version);

  StreamPart go_on(WakeReason reason) override;

 protected:
  // From now on hears of this talk, or of all, and has this version, if any: what is said to that.
  SharedText move(std::string talk, std::optional<Version> version);

  // Looks at these talks, and at the one it hears of. False when too many look at something.
  bool look(Look look);

 private:
  StreamPart start(std::optional<Version> version);
  bool update_look();
  void add_presence(StreamPart& part);

  StreamFeed& feed_;
  Presence& presence_;
  Version version_ = 0;
  std::string talk_;

  // How it is told of presence, if it is.
  struct Seat {
    std::string page{};
    bool own = false;  // the page is this listener
    std::size_t subscription = 0;
    Presence::Heard heard = 0;
    Look look{};
  };

  std::unique_ptr<Seat> seat_;
};

}  // namespace skillboard
