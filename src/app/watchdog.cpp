#include "skillboard/app/watchdog.hpp"

namespace skillboard {

void Watchdog::start() {
  if (!manager_.watchdog()) {
    return;
  }
  manager_.tell("WATCHDOG=1");
  timer_.expires_after(*manager_.watchdog() / 2);
  timer_.async_wait([this](boost::system::error_code cancelled) {
    if (!cancelled) {
      start();
    }
  });
}

}  // namespace skillboard
