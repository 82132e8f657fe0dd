#include "skillboard/api/stream_format.hpp"

#include <memory>
#include <utility>

#include "skillboard/board/json_object.hpp"
#include "skillboard/board/publication.hpp"
#include "skillboard/http/websocket_frames.hpp"

namespace skillboard {

namespace {

// JSON has no line ends of its own, so it is one line of `data`.
void add_event(std::string& text, std::string_view name, std::string_view json) {
  if (!name.empty()) {
    text.append("event: ").append(name).append("\n");
  }
  text.append("data: ").append(json).append("\n\n");
}

// An `id` is a tag without the quotes of HTTP.
void add_id(std::string& text, const std::string& epoch, Version version) {
  text.append("id: ").append(epoch).append("-").append(std::to_string(version)).append("\n");
}

JsonObject begin_message(const std::string& epoch, Version version) {
  JsonObject json;
  json.value("tag", make_tag(epoch, version));  // its quotes are those of JSON, too
  return json;
}

}  // namespace

std::string EventFormat::changes(const std::string& epoch, Version,
                                 const std::vector<const RecentChanges::Told*>& changes) const {
  std::string text;
  for (const RecentChanges::Told* change : changes) {
    add_id(text, epoch, change->version);
    add_event(text, "", change->json);
  }
  return text;
}

std::string EventFormat::whole(std::string_view name, const std::string& epoch, Version version,
                               std::string_view json) const {
  std::string text;
  add_id(text, epoch, version);
  add_event(text, name, json);
  return text;
}

std::string EventFormat::nothing_new(const std::string&, Version) const {
  return *sign_of_life();
}

std::string EventFormat::presence(std::string_view json) const {
  std::string text;
  add_event(text, "presence", json);
  return text;
}

// A comment.
SharedText EventFormat::sign_of_life() const {
  static const SharedText sign = share_text(":\n\n");
  return sign;
}

// Who listens to events comes again by itself.
SharedText EventFormat::farewell(Farewell) const {
  return nullptr;
}

std::string MessageFormat::changes(const std::string& epoch, Version version,
                                   const std::vector<const RecentChanges::Told*>& changes) const {
  JsonList list;
  for (const RecentChanges::Told* change : changes) {
    list.add(change->json);
  }
  return text_frame(begin_message(epoch, version).value("changes", list.close()).close());
}

std::string MessageFormat::whole(std::string_view name, const std::string& epoch, Version version,
                                 std::string_view json) const {
  return text_frame(begin_message(epoch, version).value(name, json).close());
}

std::string MessageFormat::nothing_new(const std::string& epoch, Version version) const {
  return changes(epoch, version, {});
}

std::string MessageFormat::presence(std::string_view json) const {
  return text_frame(JsonObject().value("presence", json).close());
}

// A ping, which every client answers by itself, and a message, since no page sees pings.
SharedText MessageFormat::sign_of_life() const {
  static const SharedText sign = share_text(ping_frame() + text_frame(R"({"alive":15})"));
  return sign;
}

SharedText MessageFormat::farewell(Farewell why) const {
  static const SharedText restart = share_text(close_frame(CloseCode::service_restart));
  static const SharedText again = share_text(close_frame(CloseCode::try_again_later));
  return why == Farewell::stopping ? restart : again;
}

}  // namespace skillboard
