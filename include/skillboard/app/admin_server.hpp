#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/system/result.hpp>

#include <optional>
#include <string>
#include <vector>

#include "skillboard/app/admin_site.hpp"
#include "skillboard/app/listeners.hpp"
#include "skillboard/http/server.hpp"
#include "skillboard/polling/waiting_room.hpp"

namespace skillboard {

// Serves an AdminSite at an address of its own, beside the board. What it holds is small and
// bounded: it goes on answering while the board is full, and while it stops.
class AdminServer {
 public:
  // The loop outlives it.
  AdminServer(boost::asio::io_context& loop, AdminSite::Sources sources);

  // As `Listeners::open`, and begins to serve. With neither an address nor a socket it does
  // nothing.
  boost::system::result<void, std::string> open(const std::optional<ListenAddress>& address,
                                                const std::vector<PassedSocket>& passed);

  std::vector<std::string> urls() const { return listeners_.urls(); }

 private:
  ServerOptions options_;
  WaitingRoom room_;
  AdminSite site_;
  Server server_;
  Listeners listeners_;
};

}  // namespace skillboard
