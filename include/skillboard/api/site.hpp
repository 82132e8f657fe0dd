#pragma once

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "skillboard/api/allowed_origins.hpp"
#include "skillboard/api/change_feed.hpp"
#include "skillboard/api/change_routes.hpp"
#include "skillboard/api/door.hpp"
#include "skillboard/api/live_feed.hpp"
#include "skillboard/api/name_routes.hpp"
#include "skillboard/api/passkey_routes.hpp"
#include "skillboard/api/presence_routes.hpp"
#include "skillboard/api/route.hpp"
#include "skillboard/api/talk_list.hpp"
#include "skillboard/api/talk_routes.hpp"
#include "skillboard/api/visitor.hpp"
#include "skillboard/api/write_desk.hpp"
#include "skillboard/board/board.hpp"
#include "skillboard/http/handler.hpp"
#include "skillboard/http/static_files.hpp"

namespace skillboard {

struct SiteOptions {
  // A longer `Prefer: wait` counts as this; below the time-out of every usual proxy.
  std::chrono::seconds longest_wait{45};
  VisitorOptions visitors;
  WriteLimits limits;
  // Other sites whose pages may read the board: see AllowedOrigins.
  std::vector<std::string> allowed_origins;
};

// Everything there is under one address: the interface to the board, and the page.
class Site final : public Handler {
 public:
  // All of them outlive the site.
  Site(boost::asio::io_context& loop, Board& board, const StaticFiles& files,
       const SiteOptions& options);

  // What passphrases are read with. The board has started.
  const DeviceHashes& hashes() { return visitors_.hashes(); }

  // From now on only who knows the phrase reads and writes.
  void close(Passphrase passphrase) { door_.close(std::move(passphrase)); }

  // What the numbers of routes stand for, as "PUT /talks/{title}".
  const std::vector<std::string>& route_names() const { return route_names_; }

  Outcome handle(const Request& request) override;
  ResponsePointer answer_parked(Ticket ticket, WakeReason reason) override;

  StreamPart continue_stream(Ticket ticket, WakeReason reason) override {
    return live_.continue_events(ticket, reason);
  }

 private:
  Outcome handle_own(const Request& request);
  // What a page of a site asks that may read the board.
  Outcome handle_shared(const Request& request);
  Outcome route(const Request& request, const std::vector<std::string>& segments);
  // Numbers all that the table has, and the files.
  void number_routes();
  // `place`: of the method that is asked for.
  Outcome dispatch(const Route& route, std::optional<std::size_t> place, const Call& call);
  Outcome get_file(const Request& request);
  LiveFeed::Rules live_rules();
  // Why whoever sends this cannot be seen under that name, if so.
  std::optional<Problem> check_seen_name(const Request& request, const std::string& name);

  Board& board_;
  const StaticFiles& files_;
  const SiteOptions& options_;
  AllowedOrigins allowed_origins_;
  Visitors visitors_;
  TalkList list_;
  LiveFeed live_;
  ChangeFeed feed_;
  WriteDesk desk_;
  Door door_;
  TalkRoutes talk_routes_;
  ChangeRoutes change_routes_;
  NameRoutes name_routes_;
  PasskeyRoutes passkey_routes_;
  PresenceRoutes presence_routes_;
  std::vector<Route> table_;
  std::vector<std::string> route_names_;
  // Of each row of the table, the number of its first method.
  std::vector<RouteId> first_numbers_;
  RouteId list_number_ = no_route;
};

}  // namespace skillboard
