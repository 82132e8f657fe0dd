#include "skillboard/api/site.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "skillboard/api/problems.hpp"
#include "skillboard/api/write_request.hpp"
#include "skillboard/board/check_texts.hpp"
#include "skillboard/board/permission.hpp"
#include "skillboard/http/path.hpp"
#include "skillboard/http/same_origin.hpp"
#include "skillboard/http/websocket_handshake.hpp"

namespace skillboard {

using boost::beast::http::verb;

namespace {

ResponsePointer no_content(std::string_view allowed) {
  ResponseDraft draft;
  draft.status = 204;
  draft.set("Allow", std::string(allowed));
  return make_response(std::move(draft));
}

ResponsePointer method_not_allowed(std::string_view allowed) {
  ResponseDraft draft = problem_response(
      {405, "method-not-allowed", "This cannot be done here", "See the Allow header.", ""});
  draft.set("Allow", std::string(allowed));
  return make_response(std::move(draft));
}

// Whether it is what other sites may be let read.
bool is_shared(std::string_view path) {
  return path == "/talks" || path == "/changes" || path.starts_with("/talks/") ||
         path.starts_with("/changes/");
}

// Where the page's files stand among the routes.
constexpr RouteId file_number = 1;

bool is_page(const Response& response) {
  return response.find("Content-Type").starts_with("text/html");
}

}  // namespace

Site::Site(boost::asio::io_context& loop, Board& board, const StaticFiles& files,
           const SiteOptions& options)
    : board_(board),
      files_(files),
      options_(options),
      allowed_origins_(options.allowed_origins),
      visitors_(board, options.visitors),
      list_(board, options.longest_wait),
      live_(loop, board, live_rules()),
      feed_(board, live_, options.longest_wait),
      desk_(board, visitors_, options.limits),
      door_(visitors_, desk_),
      talk_routes_(board, list_, desk_),
      change_routes_(board, feed_, desk_),
      name_routes_(board, visitors_, desk_),
      passkey_routes_(board, visitors_, desk_),
      presence_routes_(live_.presence(), live_rules().check_name) {
  talk_routes_.add_to(table_);
  change_routes_.add_to(table_);
  name_routes_.add_to(table_);
  passkey_routes_.add_to(table_);
  presence_routes_.add_to(table_);
  door_.add_to(table_);
  number_routes();
}

void Site::number_routes() {
  route_names_ = {"other", "GET /{file}"};
  for (const Route& route : table_) {
    first_numbers_.push_back(static_cast<RouteId>(route_names_.size()));
    std::ranges::move(route.names(), std::back_inserter(route_names_));
  }
  if (route_names_.size() > std::size_t{1} << route_bits) {
    throw std::logic_error("there are more routes than a parked poll can tell apart");
  }
  list_number_ =
      static_cast<RouteId>(std::ranges::find(route_names_, "GET /talks") - route_names_.begin());
}

Outcome Site::handle(const Request& request) {
  const bool shared = is_shared(request.path) && allowed_origins_.include(request);
  return shared ? handle_shared(request) : handle_own(request);
}

Outcome Site::handle_shared(const Request& request) {
  if (request.method == verb::options) {
    return AllowedOrigins::answer_preflight(request);
  }
  const Request anonymous = AllowedOrigins::without_cookies(request);
  Outcome outcome = handle_own(anonymous);
  const RouteId number = outcome.route;
  Outcome shared = AllowedOrigins::share(std::move(outcome), request, *this);
  shared.route = number;
  return shared;
}

Outcome Site::handle_own(const Request& request) {
  if (request.path == "/talks" && is_read(request.method) && !door_.is_closed()) {
    Outcome outcome = list_.answer(request);  // what nearly everybody asks nearly always
    outcome.route = list_number_;
    return outcome;
  }
  if (request.path == "*") {
    return no_content("GET, HEAD, PUT, PATCH, POST, DELETE, OPTIONS");
  }
  const auto segments = decode_path(request.path);
  if (!segments) {
    return refused({400, "bad-path", "This address cannot be read",
                    "The path has to be percent-encoded UTF-8 without control characters.", ""});
  }
  return route(request, *segments);
}

Outcome Site::route(const Request& request, const std::vector<std::string>& segments) {
  std::vector<std::string> parts;
  const auto found = std::ranges::find_if(
      table_, [&](const Route& route) { return route.matches(segments, parts); });
  if (found != table_.end()) {
    const Visitor visitor = visitors_.identify(request);
    if (segments.front() != "door" && !door_.admits(request, visitor)) {
      return Door::refusal();
    }
    const std::optional<std::size_t> place = found->find(request.method);
    Outcome outcome = dispatch(*found, place, {request, visitor, parts});
    if (place) {
      outcome.route = static_cast<RouteId>(
          first_numbers_[static_cast<std::size_t>(found - table_.begin())] + *place);
    }
    return outcome;
  }
  const bool below_a_route = std::ranges::any_of(
      table_, [&](const Route& route) { return route.begins_with(segments.front()); });
  if (below_a_route) {
    return refused({404, "not-found", "There is nothing here", "", ""});
  }
  Outcome outcome = get_file(request);
  outcome.route = file_number;
  return outcome;
}

ResponsePointer Site::answer_parked(Ticket ticket, WakeReason) {
  const PollTicket poll = PollTicket::unpack(ticket);
  return poll.subject == PollTicket::Subject::talks ? list_.answer_parked(poll)
                                                    : feed_.answer_parked(poll);
}

Outcome Site::dispatch(const Route& route, std::optional<std::size_t> place, const Call& call) {
  const Request& request = call.request;
  if (request.method == verb::options) {
    return no_content(route.allowed());
  }
  if (!place) {
    return method_not_allowed(route.allowed());
  }
  const auto is_foreign = [&] { return from_another_site(request, options_.visitors.public_url); };
  // No browser keeps a page of another site from opening a WebSocket, and reading all of it.
  if (asks_for_websocket(request) && is_foreign() && !allowed_origins_.include(request)) {
    return refused({403, "another-site", "Another site tried to listen to this board",
                    "It may do so when it is one of --allowed-origin.", ""});
  }
  if (is_read(request.method)) {
    return route.at(*place)(call);
  }
  if (is_foreign()) {
    return refused({403, "another-site", "Another site tried to change this board",
                    "Changes are taken from the board's own page only.", ""});
  }
  if (!may_be_json(request)) {
    return refused({415, "not-declared-as-json", "This was not sent as JSON",
                    "Send it with Content-Type: application/json.", ""});
  }
  if (ResponsePointer refusal = desk_.refuse_if_too_often(request, call.visitor)) {
    return refusal;
  }
  return route.at(*place)(call);
}

LiveFeed::Rules Site::live_rules() {
  return {
      .write = [this](const Request& request) { return handle(request); },
      .check_name = [this](const Request& request,
                           const std::string& name) { return check_seen_name(request, name); },
      .is_foreign =
          [this](const Request& request) {
            return from_another_site(request, options_.visitors.public_url);
          },
      .user_header = options_.visitors.user_header,
  };
}

std::optional<Problem> Site::check_seen_name(const Request& request, const std::string& name) {
  const auto actor = visitors_.read_actor(request, visitors_.identify(request), name);
  if (!actor) {
    return actor.error();
  }
  const Submission sighting{.intention = SeeDevice(), .actor = *actor};
  const Permission permission(board_.talks().roster(), board_.options().names, *actor, Instant());
  for (const auto& rejected : {check_texts(sighting, board_.options().limits),
                               permission.check_acting(), permission.check_spoken("name", name)}) {
    if (rejected) {
      return describe(*rejected);
    }
  }
  return std::nullopt;
}

Outcome Site::get_file(const Request& request) {
  constexpr std::string_view allowed = "GET, HEAD, OPTIONS";
  ResponsePointer file = files_.find(request);
  if (!file) {
    return files_.not_found();
  }
  if (request.method == verb::options) {
    return no_content(allowed);
  }
  if (!is_read(request.method)) {
    return method_not_allowed(allowed);
  }
  if (!is_page(*file)) {
    return file;
  }
  Visitor visitor = visitors_.identify(request);
  board_.see(visitor.device);
  return visitors_.welcome(request, visitor, file);
}

}  // namespace skillboard
