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

class EventFormat final : public StreamFormat {
 public:
  std::string changes(const std::string& epoch, Version,
                      const std::vector<const RecentChanges::Told*>& changes) const override {
    std::string text;
    for (const RecentChanges::Told* change : changes) {
      add_id(text, epoch, change->version);
      add_event(text, "", change->json);
    }
    return text;
  }

  std::string whole(std::string_view name, const std::string& epoch, Version version,
                    std::string_view json) const override {
    std::string text;
    add_id(text, epoch, version);
    add_event(text, name, json);
    return text;
  }

  std::string nothing_new(const std::string&, Version) const override { return *sign_of_life(); }

  std::string presence(std::string_view json) const override {
    std::string text;
    add_event(text, "presence", json);
    return text;
  }

  // A comment.
  SharedText sign_of_life() const override {
    static const SharedText sign = share_text(":\n\n");
    return sign;
  }

  // Who listens to events comes again by itself.
  SharedText farewell(Farewell) const override { return nullptr; }
};

class MessageFormat final : public StreamFormat {
 public:
  std::string changes(const std::string& epoch, Version version,
                      const std::vector<const RecentChanges::Told*>& changes) const override {
    JsonList list;
    for (const RecentChanges::Told* change : changes) {
      list.add(change->json);
    }
    return text_frame(begin_message(epoch, version).value("changes", list.close()).close());
  }

  std::string whole(std::string_view name, const std::string& epoch, Version version,
                    std::string_view json) const override {
    return text_frame(begin_message(epoch, version).value(name, json).close());
  }

  std::string nothing_new(const std::string& epoch, Version version) const override {
    return changes(epoch, version, {});
  }

  std::string presence(std::string_view json) const override {
    return text_frame(JsonObject().value("presence", json).close());
  }

  // A ping, which every client answers by itself, and a message, since no page sees pings.
  SharedText sign_of_life() const override {
    static const SharedText sign =
        share_text(ping_frame() +
                   text_frame(JsonObject().number("alive", sign_of_life_interval.count()).close()));
    return sign;
  }

  SharedText farewell(Farewell why) const override {
    static const SharedText restart = share_text(close_frame(CloseCode::service_restart));
    static const SharedText again = share_text(close_frame(CloseCode::try_again_later));
    return why == Farewell::stopping ? restart : again;
  }
};

}  // namespace

const StreamFormat& event_format() {
  static const EventFormat format;
  return format;
}

const StreamFormat& message_format() {
  static const MessageFormat format;
  return format;
}

}  // namespace skillboard
