#include "skillboard/api/live_socket.hpp"

#include <boost/asio/awaitable.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <variant>

#include "skillboard/api/change_tag.hpp"
#include "skillboard/api/following.hpp"
#include "skillboard/api/json_body.hpp"
#include "skillboard/api/presence_look.hpp"
#include "skillboard/api/problems.hpp"
#include "skillboard/board/json_object.hpp"
#include "skillboard/http/cookies.hpp"
#include "skillboard/http/field_syntax.hpp"
#include "skillboard/http/websocket_frames.hpp"

namespace skillboard {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using Json = nlohmann::json;

namespace {

const Pace& pace() {
  static const Pace pace({.per_second = 10, .burst = 60});
  return pace;
}

// Signs of life without an answer to their pings, after which nobody is there any more.
constexpr unsigned most_unanswered = 2;
constexpr std::size_t longest_write_id = 64;

std::string body_of(const Response& response) {
  return std::string(response.body());
}

Reply tell(const Problem& problem) {
  const Response response(problem_response(problem));
  return {share_text(text_frame(JsonObject().value("problem", body_of(response)).close()))};
}

// A response as the answer to the write with this id.
SharedText acknowledge(const std::string& id, const Response& response) {
  JsonObject json;
  json.text("id", id).number("status", response.status());
  if (const auto version = response.find("Board-Version"); !version.empty()) {
    json.value("version", version);
  }
  if (const auto location = response.find("Location"); !location.empty()) {
    json.text("location", location);
  }
  if (const auto seconds = response.find("Retry-After"); !seconds.empty()) {
    json.value("retry_after", seconds);
  }
  if (!response.body().empty()) {
    json.value(response.status() < 400 ? "body" : "problem", body_of(response));
  }
  return share_text(text_frame(json.close()));
}

asio::awaitable<SharedText> acknowledge_later(std::string id,
                                              asio::awaitable<ResponsePointer> later) {
  const ResponsePointer response = co_await std::move(later);
  co_return acknowledge(id, *response);
}

Problem bad_message(std::string detail) {
  return {400, "bad-message", "This message cannot be made out", std::move(detail), ""};
}

Problem only_listens() {
  return {403, "another-site", "Another site tried to change this board",
          "Changes are taken from the board's own page only.", ""};
}

const std::string* find_text(const Json& json, const char* member) {
  const auto found = json.find(member);
  return found == json.end() ? nullptr : found->get_ptr<const std::string*>();
}

// A write as it stands in a message. The views are into the message.
struct Write {
  std::string id;
  http::verb method = http::verb::unknown;
  std::string_view path;
  std::vector<Field> fields;
  std::string body;
};

bool can_be_field_value(std::string_view text) {
  return std::ranges::all_of(text,
                             [](char character) { return character >= ' ' && character <= '~'; });
}

bool is_write(http::verb method) {
  return method == http::verb::put || method == http::verb::patch || method == http::verb::post ||
         method == http::verb::delete_;
}

// What is the matter with the headers; nothing when they can be taken.
std::optional<Problem> read_fields(const Json& message, std::vector<Field>& fields) {
  constexpr std::array<std::string_view, 4> known{"If-Match", "If-None-Match", "Idempotency-Key",
                                                  "Board-Name"};
  const auto headers = message.find("headers");
  if (headers == message.end()) {
    return std::nullopt;
  }
  if (!headers->is_object()) {
    return bad_message("`headers` has to be an object.");
  }
  for (const auto& [name, value] : headers->items()) {
    const auto* text = value.get_ptr<const std::string*>();
    const auto found = std::ranges::find_if(
        known, [&](std::string_view each) { return equal_ignoring_case(each, name); });
    if (text == nullptr || found == known.end() || !can_be_field_value(*text)) {
      return bad_message("The header " + name + " is not taken here.");
    }
    fields.push_back({*found, trim(*text)});
  }
  return std::nullopt;
}

boost::system::result<Write, Problem> read_write(const Json& message) {
  const std::string* id = find_text(message, "id");
  const std::string* method = find_text(message, "method");
  const std::string* path = find_text(message, "path");
  if (id == nullptr || id->size() > longest_write_id || method == nullptr || path == nullptr) {
    return bad_message("A write has an `id` of at most 64 bytes, a `method` and a `path`.");
  }
  Write write{*id, http::string_to_verb(*method), *path, {}, {}};
  const bool below = (path->starts_with("/talks/") || path->starts_with("/changes/")) &&
                     path->find('?') == std::string::npos;
  if (!is_write(write.method) || !below) {
    return bad_message("Only writes to /talks/… and /changes/… are taken here.");
  }
  if (auto problem = read_fields(message, write.fields)) {
    return *std::move(problem);
  }
  if (const auto body = message.find("body"); body != message.end()) {
    write.body = body->dump();
  }
  return write;
}

}  // namespace

Caller::Caller(const Request& request, std::string_view user_header)
    : authority_(request.authority),
      client_(request.client),
      from_proxy_(request.from_proxy),
      https_(request.https) {
  // The rest of what a browser has for this host is nobody's business.
  std::string cookies = cookies_beginning_with(
      request, {"skillboard-", "__Host-skillboard-", "__Secure-skillboard-"});
  if (!cookies.empty()) {
    fields_.emplace_back("Cookie", std::move(cookies));
  }
  for (const std::string_view name : {std::string_view("User-Agent"), user_header}) {
    request.each(name, [&](std::string_view value) { fields_.emplace_back(name, value); });
  }
}

Request Caller::request() const {
  Request request;
  request.authority = authority_;
  request.client = client_;
  request.from_proxy = from_proxy_;
  request.https = https_;
  for (const auto& [name, value] : fields_) {
    request.fields.push_back({name, value});
  }
  return request;
}

LiveSocket::LiveSocket(const World& world, std::unique_ptr<const Caller> caller, std::string talk)
    : StreamFollower(world.feed, world.presence, std::move(talk)),
      world_(world),
      caller_(std::move(caller)) {}

StreamPart LiveSocket::go_on(WakeReason reason) {
  if (reason == WakeReason::timed_out && ++unanswered_ > most_unanswered) {
    return StreamPart::end();
  }
  return StreamFollower::go_on(reason);
}

Reply LiveSocket::hear(std::string_view message) {
  if (pace().take(full_, Pace::Clock::now())) {
    return {share_text(close_frame(CloseCode::policy_violation)), std::nullopt, true};
  }
  const auto object = read_json_object(message);
  if (!object) {
    return tell(object.error());
  }
  const Json& json = *object;
  if (json.contains("method")) {
    return write(json);
  }
  if (const std::string* talk = find_text(json, "join")) {
    if (!world_.board.talks().find_kept(*talk)) {
      return tell(no_talk_with_id());
    }
    return move(json, *talk);
  }
  if (json.contains("leave")) {
    return move(json, {});
  }
  if (json.contains("presence")) {
    return be_seen(json.at("presence"));
  }
  return tell(bad_message("See docs/live.md."));
}

Reply LiveSocket::write(const Json& message) {
  if (!caller_) {
    return tell(only_listens());
  }
  const auto write = read_write(message);
  if (!write) {
    return tell(write.error());
  }
  Request request = caller_->request();
  request.method = write->method;
  request.method_name = http::to_string(write->method);
  request.path = write->path;
  request.body = write->body;
  request.fields.insert(request.fields.end(), write->fields.begin(), write->fields.end());
  Outcome outcome = world_.write(request);
  if (auto* response = std::get_if<ResponsePointer>(&outcome)) {
    return {acknowledge(write->id, **response)};
  }
  auto* later = std::get_if<asio::awaitable<ResponsePointer>>(&outcome);
  if (later == nullptr) {
    return tell(bad_message("This cannot be done here."));
  }
  return {nullptr, acknowledge_later(write->id, std::move(*later))};
}

Reply LiveSocket::move(const Json& message, std::string talk) {
  const std::string* tag = find_text(message, "since");
  const auto version =
      tag == nullptr ? std::nullopt : read_tag(*tag, world_.board.publication()->epoch());
  // What else there is to say is said at once.
  return {StreamFollower::move(std::move(talk), version)};
}

Reply LiveSocket::be_seen(const Json& message) {
  auto wanted = read_look(message);
  if (!wanted) {
    return tell(wanted.error());
  }
  if (!caller_) {
    wanted->name.clear();
  }
  if (!wanted->name.empty()) {
    if (const auto problem = world_.check_name(caller_->request(), wanted->name)) {
      return tell(*problem);
    }
  }
  return look(*std::move(wanted)) ? Reply{} : tell(too_many_look());
}

}  // namespace skillboard
