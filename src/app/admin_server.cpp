#include "skillboard/app/admin_server.hpp"

#include <utility>

namespace skillboard {

namespace {

constexpr std::size_t most_connections = 64;

ServerOptions admin_options() {
  ServerOptions options;
  options.connections = most_connections;
  return options;
}

}  // namespace

AdminServer::AdminServer(boost::asio::io_context& loop, AdminSite::Sources sources)
    : options_(admin_options()),
      room_(loop),
      site_(std::move(sources)),
      server_(loop, room_, site_, options_),
      listeners_(
          loop, [this](int socket, const ClientAddress& peer) { server_.welcome(socket, peer); }) {}

boost::system::result<void, std::string> AdminServer::open(
    const std::optional<ListenAddress>& address, const std::vector<PassedSocket>& passed) {
  if (!address && passed.empty()) {
    return {};
  }
  auto opened = listeners_.open(address.value_or(ListenAddress()), passed);
  if (opened) {
    listeners_.start();
  }
  return opened;
}

}  // namespace skillboard
