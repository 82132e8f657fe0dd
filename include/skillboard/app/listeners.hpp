#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/system/result.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "skillboard/app/service_manager.hpp"
#include "skillboard/http/listener.hpp"

namespace skillboard {

// All sockets on which callers of one server come: those that were passed, or one of our own.
class Listeners {
 public:
  // The loop outlives them.
  Listeners(boost::asio::io_context& loop, Listener::Accept accept)
      : loop_(loop), accept_(std::move(accept)) {}

  // Opens the address, unless sockets were passed: those are what the operator has asked for then.
  // May block, and fails with a sentence, as `Listener::open`.
  boost::system::result<void, std::string> open(const ListenAddress& address,
                                                const std::vector<PassedSocket>& passed);

  // Begins to accept on all of them.
  void start();

  // As `Listener::stop`.
  void stop();

  // What to reach them by.
  std::vector<std::string> urls() const;

 private:
  Listener& add();

  boost::asio::io_context& loop_;
  Listener::Accept accept_;
  std::vector<std::unique_ptr<Listener>> listeners_;
};

}  // namespace skillboard
