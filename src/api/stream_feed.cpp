#include "skillboard/api/event_feed.hpp"

#include <chrono>
#include <optional>
#include <utility>

#include "skillboard/api/change_tag.hpp"
#include "skillboard/board/talk_json.hpp"

namespace skillboard {

namespace {

// Below the time after which proxies and mobile networks take a connection for dead.
constexpr std::chrono::seconds silence{15};

constexpr std::string_view media_type = "text/event-stream";

// A comment, which tells nothing but that the stream lives.
std::shared_ptr<const std::string> sign_of_life() {
  static const auto sign = std::make_shared<const std::string>(":\n\n");
  return sign;
}

// JSON has no line ends of its own, so it is one line of `data`.
void add_event(std::string& text, std::string_view tag, std::string_view event,
               std::string_view json) {
  text.append("id: ").append(tag).append("\n");
  if (!event.empty()) {
    text.append("event: ").append(event).append("\n");
  }
  text.append("data: ").append(json).append("\n\n");
}

// An `id` is a tag without the quotes of HTTP.
std::string make_id(std::string_view epoch, Version version) {
  return std::string(epoch).append("-").append(std::to_string(version));
}

ResponsePointer make_head() {
  ResponseDraft draft;
  draft.stream = true;
  draft.set("Content-Type", std::string(media_type));
  draft.set("Cache-Control", "no-store");
  // nginx holds back what it is answered, unless it is told not to.
  draft.set("X-Accel-Buffering", "no");
  return make_response(std::move(draft));
}

}  // namespace

bool asks_for_events(const Request& request) {
  return request.find("Accept").find(media_type) != std::string_view::npos;
}

Outcome EventFeed::begin(const Request& request, std::string_view since) {
  if (!head_) {
    head_ = make_head();
  }
  const std::string_view last = request.find("Last-Event-ID");
  const Publication& publication = *board_.publication();
  const auto version = read_tag(last.empty() ? since : last, publication.epoch());
  Text text;
  if (version) {
    text = *version == publication.version() ? sign_of_life() : this->since(*version);
  }
  return Stream{head_, part(text ? std::move(text) : whole_board())};
}

StreamPart EventFeed::continue_stream(Ticket version, WakeReason reason) {
  StreamPart next = part(nullptr);
  if (version != board_.publication()->version()) {
    next.text = since(version);
    // Who is too far behind comes again, and gets the whole board.
    next.last = next.text == nullptr;
  } else if (reason == WakeReason::timed_out) {
    next.text = sign_of_life();
  }
  next.last = next.last || reason == WakeReason::stopping;
  return next;
}

EventFeed::Text EventFeed::since(Version version) {
  forget_outdated();
  Text& prepared = prepared_[version];
  if (!prepared) {
    std::string text;
    const std::string& epoch = publication_->epoch();
    const bool told = board_.recent_changes().tell_since(
        version, [&](Version of_change, const std::string& change) {
          add_event(text, make_id(epoch, of_change), "", change);
        });
    if (!told) {
      return nullptr;
    }
    prepared = std::make_shared<const std::string>(std::move(text));
  }
  return prepared;
}

EventFeed::Text EventFeed::whole_board() {
  forget_outdated();
  if (!whole_board_) {
    std::string text;
    add_event(text, make_id(publication_->epoch(), publication_->version()), "board",
              to_json_with_places(board_.talks()));
    whole_board_ = std::make_shared<const std::string>(std::move(text));
  }
  return whole_board_;
}

void EventFeed::forget_outdated() {
  if (publication_ != board_.publication()) {
    publication_ = board_.publication();
    prepared_.clear();
    whole_board_.reset();
  }
}

StreamPart EventFeed::part(Text text) const {
  return {std::move(text), board_.publication()->version(), silence, false};
}

}  // namespace skillboard
