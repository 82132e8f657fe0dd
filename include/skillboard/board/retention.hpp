#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>

#include "skillboard/board/board.hpp"

namespace skillboard {

struct RetentionOptions {
  // How long what was removed is kept to be restored, and how much of it; the longest removed goes
  // first.
  std::chrono::milliseconds removed_kept = std::chrono::days(30);
  std::size_t most_removed = 50'000;
  // How often it is looked after.
  std::chrono::milliseconds interval{60'000};
};

// Purges what was removed long ago.
class Retention {
 public:
  // Both outlive it, and so do the options.
  Retention(boost::asio::io_context& loop, Board& board, const RetentionOptions& options,
            Board::Clock now);

  // Looks at once, and then again and again. The board has started.
  void start();

 private:
  void look();
  void look_again_later();

  Board& board_;
  const RetentionOptions& options_;
  Board::Clock now_;
  boost::asio::steady_timer pause_;
};

}  // namespace skillboard
