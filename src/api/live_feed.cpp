#include "skillboard/api/live_feed.hpp"

#include <memory>
#include <string_view>
#include <utility>

#include "skillboard/api/change_tag.hpp"
#include "skillboard/api/problems.hpp"
#include "skillboard/http/websocket_handshake.hpp"

namespace skillboard {

namespace {

constexpr std::string_view media_type = "text/event-stream";
constexpr std::string_view subprotocol = "skillboard.1";

ResponsePointer make_events_head() {
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

LiveFeed::LiveFeed(boost::asio::io_context& loop, Board& board, Rules rules)
    : board_(board),
      rules_(std::move(rules)),
      presence_(loop),
      events_(board, event_format()),
      messages_(board, message_format()),
      world_{board, messages_, presence_, rules_.write, rules_.check_name},
      events_head_(make_events_head()) {}

Outcome LiveFeed::begin_events(const Request& request, const Following& following) {
  const std::string_view last = request.find("Last-Event-ID");
  const auto version =
      last.empty() ? following.version : read_tag(last, board_.publication()->epoch());
  if (following.talk.empty() && following.page.empty()) {
    return Stream{events_head_, events_.begin(version, {})};
  }
  auto follower = std::make_unique<StreamFollower>(events_, presence_, following.talk);
  if (!following.page.empty()) {
    follower->be_told(following.page);
  }
  StreamPart first = follower->begin(version);
  return Stream{events_head_, std::move(first), std::move(follower)};
}

Outcome LiveFeed::open_socket(const Request& request, const Following& following) {
  auto head = accept_websocket(request, subprotocol);
  if (!head) {
    return head.error();
  }
  auto caller = rules_.is_foreign(request)
                    ? nullptr
                    : std::make_unique<const Caller>(request, rules_.user_header);
  auto socket = std::make_unique<LiveSocket>(world_, std::move(caller), following.talk);
  StreamPart first = socket->begin(following.version);
  return Stream{make_response(*std::move(head)), std::move(first), std::move(socket), true};
}

}  // namespace skillboard
