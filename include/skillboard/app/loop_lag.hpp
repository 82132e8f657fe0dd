#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <functional>
#include <utility>

namespace skillboard {

// Measures again and again how much later than asked for the loop comes to a timer: that long
// everybody waits who needs it just then.
class LoopLag {
 public:
  using Tell = std::function<void(std::chrono::nanoseconds late)>;

  // The loop outlives it.
  LoopLag(boost::asio::io_context& loop, Tell tell) : timer_(loop), tell_(std::move(tell)) {}

  void start();

 private:
  boost::asio::steady_timer timer_;
  Tell tell_;
};

}  // namespace skillboard
