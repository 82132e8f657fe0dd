#include "skillboard/board/retention.hpp"

#include <algorithm>
#include <utility>

namespace skillboard {

Retention::Retention(boost::asio::io_context& loop, Board& board, const RetentionOptions& options,
                     Board::Clock now)
    : board_(board), options_(options), now_(std::move(now)), pause_(loop) {}

void Retention::start() {
  look();
}

void Retention::look() {
  const PurgeRemoved wish{now_() - options_.removed_kept, options_.most_removed};
  if (board_.talks().long_removed(wish.before, wish.keep, 1).empty()) {
    return look_again_later();
  }
  board_.submit({.intention = wish}, [this](const Decision& decision) {
    // There may be more of it.
    decision && decision->effect == Effect::purged ? look() : look_again_later();
  });
}

void Retention::look_again_later() {
  pause_.expires_after(std::min(options_.interval, options_.removed_kept));
  pause_.async_wait([this](boost::system::error_code cancelled) {
    if (!cancelled) {
      look();
    }
  });
}

}  // namespace skillboard
