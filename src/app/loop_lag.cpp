#include "skillboard/app/loop_lag.hpp"

namespace skillboard {

namespace {

// Often enough to meet a hitch, and a thousandth of a percent of a processor.
constexpr std::chrono::milliseconds interval{500};

}  // namespace

void LoopLag::start() {
  timer_.expires_after(interval);
  timer_.async_wait([this](boost::system::error_code cancelled) {
    if (!cancelled) {
      tell_(std::chrono::steady_clock::now() - timer_.expiry());
      start();
    }
  });
}

}  // namespace skillboard
