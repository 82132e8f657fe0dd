#pragma once

#include <boost/asio/io_context.hpp>

namespace skillboard {

// The one event loop, for one thread.
class EventLoop : public boost::asio::io_context {
 public:
  EventLoop() : io_context(1) {}

  // Destroys everything that is pending, suspended coroutines included, while the state they refer
  // to still exists. ~io_context would do it too late: the state has timers and descriptors of its
  // own, which have to go before the loop.
  void abandon() { shutdown(); }
};

}  // namespace skillboard
