#include "skillboard/api/visitor.hpp"

#include <utility>

#include "skillboard/http/path.hpp"
#include "skillboard/http/uri.hpp"
#include "skillboard/names/device_label.hpp"

namespace skillboard {

namespace {

constexpr const char* device_cookie = "skillboard-device";

Problem bad_name() {
  return {400, "bad-name", "The name cannot be read",
          "Board-Name has to be percent-encoded UTF-8 without control characters.", ""};
}

}  // namespace

Visitor Visitors::identify(const Request& request) {
  Visitor visitor{.https = options_.https || request.https};
  const auto token = find_cookie(request, cookie_name(device_cookie, cookie_scope(visitor)));
  if (token && is_device_token(*token)) {
    visitor.token = *token;
    visitor.device = hashes().hash(visitor.token);
  }
  return visitor;
}

boost::system::result<Actor, Problem> Visitors::read_actor(const Request& request,
                                                           const Visitor& visitor,
                                                           std::string author) const {
  Actor actor{.name = std::move(author),
              .device = visitor.device,
              .device_label = device_label(request.find("User-Agent"))};
  if (are_signed_in()) {
    auto name = signed_in(request);
    actor.signed_in = name.has_value();
    actor.name = std::move(name).value_or("");
  } else if (request.has("Board-Name")) {
    auto name = decode_text(request.find("Board-Name"));
    if (!name) {
      return bad_name();
    }
    actor.name = *std::move(name);
  }
  return actor;
}

std::optional<std::string> Visitors::signed_in(const Request& request) const {
  if (!are_signed_in() || !request.from_proxy) {
    return std::nullopt;
  }
  std::string_view name;
  std::size_t count = 0;
  request.each(options_.user_header, [&](std::string_view value) {
    name = value;
    ++count;
  });
  // Of two, one is not the proxy's.
  const bool good = count == 1 && !name.empty() && is_valid_utf8(name);
  return good ? std::optional(std::string(name)) : std::nullopt;
}

ResponsePointer Visitors::welcome(const Request& request, Visitor& visitor,
                                  const ResponsePointer& page) {
  // Only when it is what a window is opened on: as a part of something else it changes nothing.
  const std::string_view mode = request.find("Sec-Fetch-Mode");
  return !mode.empty() && mode != "navigate" ? page : with_device(visitor, page);
}

ResponsePointer Visitors::with_device(Visitor& visitor, const ResponsePointer& answer) {
  if (visitor.token.empty()) {
    visitor.token = make_device_token();
    visitor.device = hashes().hash(visitor.token);
  }
  return std::make_shared<const Response>(
      *answer, "Set-Cookie", set_cookie({device_cookie, visitor.token, cookie_scope(visitor)}));
}

std::string Visitors::origin(const Request& request, const Visitor& visitor) const {
  if (!options_.public_url.empty()) {
    const UrlStart start = read_url_start(options_.public_url);
    return std::string(start.scheme).append("://").append(start.authority);
  }
  return (visitor.https ? "https://" : "http://") + std::string(request.authority);
}

const DeviceHashes& Visitors::hashes() {
  if (!hashes_) {
    hashes_.emplace(board_.device_key());
  }
  return *hashes_;
}

}  // namespace skillboard
