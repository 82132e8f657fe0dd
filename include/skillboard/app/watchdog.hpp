#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "skillboard/app/service_manager.hpp"

namespace skillboard {

// Tells the service manager that the loop turns, twice as often as it wants to know.
class Watchdog {
 public:
  // Both outlive the watchdog.
  Watchdog(boost::asio::io_context& loop, const ServiceManager& manager)
      : timer_(loop), manager_(manager) {}

  // Does nothing where nobody wants to know.
  void start();

 private:
  boost::asio::steady_timer timer_;
  const ServiceManager& manager_;
};

}  // namespace skillboard
