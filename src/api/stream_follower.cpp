#include "skillboard/api/stream_follower.hpp"

#include <cstdint>
#include <utility>

namespace skillboard {

namespace {

// No page can call itself so (see `is_page_id`).
std::string make_own_page() {
  static std::uint64_t last = 0;
  return ":" + std::to_string(++last);
}

}  // namespace

StreamFollower::StreamFollower(StreamFeed& feed, Presence& presence, std::string talk)
    : feed_(feed), presence_(presence), talk_(std::move(talk)) {}

// It throws when there is no memory left to tell others of it: then there is no going on.
StreamFollower::~StreamFollower() {  // NOLINT(bugprone-exception-escape)
  if (seat_) {
    presence_.unsubscribe(seat_->page, seat_->subscription);
    if (seat_->own) {
      presence_.forget(seat_->page);
    }
  }
}

void StreamFollower::be_told(std::string page) {
  seat_ = std::make_unique<Seat>();
  seat_->own = page.empty();
  seat_->page = seat_->own ? make_own_page() : std::move(page);
  seat_->subscription = presence_.subscribe(seat_->page, [this] { wake(); });
}

StreamPart StreamFollower::begin(std::optional<Version> version) {
  StreamPart first = start(version);
  add_presence(first);
  return first;
}

StreamPart StreamFollower::start(std::optional<Version> version) {
  if (!talk_.empty() && !seat_) {
    be_told({});
  }
  update_look();
  StreamPart first = feed_.begin(version, talk_);
  version_ = first.ticket;
  return first;
}

StreamPart StreamFollower::go_on(WakeReason reason) {
  StreamPart next = feed_.go_on(version_, talk_, reason);
  version_ = next.ticket;
  if (!next.last) {
    add_presence(next);
  }
  return next;
}

SharedText StreamFollower::move(std::string talk, std::optional<Version> version) {
  talk_ = std::move(talk);
  return start(version).text;
}

bool StreamFollower::look(Look look) {
  if (!seat_) {
    be_told({});
  }
  seat_->look = std::move(look);
  return update_look();
}

bool StreamFollower::update_look() {
  if (!seat_ || !seat_->own) {
    return true;
  }
  Look look = seat_->look;
  if (!talk_.empty()) {
    look.talks.insert(look.talks.begin(), talk_);
  }
  return presence_.look(seat_->page, std::move(look));
}

void StreamFollower::add_presence(StreamPart& part) {
  if (seat_ && presence_.has_news(seat_->page, seat_->heard)) {
    for (const std::string& json : presence_.news(seat_->page, seat_->heard)) {
      part.more.push_back(share_text(feed_.format().presence(json)));
    }
  }
}

}  // namespace skillboard
