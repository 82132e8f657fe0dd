#include "skillboard/http/base_path.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <utility>
#include <variant>

#include "skillboard/http/problem.hpp"
#include "skillboard/http/uri.hpp"

namespace skillboard {

namespace asio = boost::asio;

namespace {

// Those that are never escaped (RFC 3986, section 2.3), each of which cookie names can have, too.
bool is_plain(std::string_view segment) {
  return segment.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~") ==
         std::string_view::npos;
}

bool can_be_below(std::string_view segment) {
  return !segment.empty() && segment != "." && segment != ".." && is_plain(segment);
}

std::string_view behind_authority(std::string_view url) {
  const UrlStart start = read_url_start(url);
  const std::string_view authority = start.authority;
  return authority.empty() ? "" : url.substr(url.find("://") + 3 + authority.size());
}

ResponsePointer lead_to(const std::string& path, std::string_view query) {
  ResponseDraft draft;
  draft.status = 308;
  draft.set("Location", query.empty() ? path : path + "?" + std::string(query));
  return make_response(std::move(draft));
}

ResponsePointer not_below(const std::string& path) {
  return make_response(problem_response({.status = 404,
                                         .type = "not-found",
                                         .title = "There is nothing here",
                                         .detail = "The board is below " + path + ".",
                                         .field = {}}));
}

// `path` ends with the slash that the location begins with.
ResponsePointer put_below(const ResponsePointer& response, std::string_view path) {
  const std::string_view location = response->find("Location");
  if (!location.starts_with('/')) {
    return response;
  }
  const std::string below = std::string(path).append(location.substr(1));
  return std::make_shared<const Response>(response->with("Location", below));
}

asio::awaitable<ResponsePointer> put_below_later(asio::awaitable<ResponsePointer> later,
                                                 std::string path) {
  const ResponsePointer response = co_await std::move(later);
  co_return put_below(response, path);
}

}  // namespace

std::optional<std::string> read_base_path(std::string_view url) {
  std::string_view rest = behind_authority(url);
  std::string path = "/";
  while (rest.size() > 1) {
    const std::string_view segment = rest.substr(1, rest.find('/', 1) - 1);
    if (!rest.starts_with('/') || !can_be_below(segment)) {
      return std::nullopt;
    }
    path.append(segment).append("/");
    rest.remove_prefix(1 + segment.size());
  }
  return rest.empty() || rest == "/" ? std::optional(path) : std::nullopt;
}

BasePath::BasePath(Handler& handler, std::string path)
    : handler_(handler), path_(std::move(path)) {}

Outcome BasePath::handle(const Request& request) {
  // "*" is about the server, wherever that is.
  if (path_ == "/" || request.path == "*") {
    return handler_.handle(request);
  }
  const std::string_view without_slash = std::string_view(path_).substr(0, path_.size() - 1);
  if (request.path == without_slash) {
    return lead_to(path_, request.query);
  }
  return request.path.starts_with(path_) ? ask_below(request) : not_below(path_);
}

Outcome BasePath::ask_below(const Request& request) {
  Request below = request;
  below.path.remove_prefix(path_.size() - 1);
  Outcome outcome = handler_.handle(below);
  if (auto* response = std::get_if<ResponsePointer>(&outcome)) {
    *response = put_below(*response, path_);
  } else if (auto* later = std::get_if<asio::awaitable<ResponsePointer>>(&outcome)) {
    *later = put_below_later(std::move(*later), path_);
  }
  return outcome;
}

ResponsePointer BasePath::answer_parked(Ticket ticket, WakeReason reason) {
  return handler_.answer_parked(ticket, reason);
}

StreamPart BasePath::continue_stream(Ticket ticket, WakeReason reason) {
  return handler_.continue_stream(ticket, reason);
}

}  // namespace skillboard
