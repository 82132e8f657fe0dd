#include "skillboard/api/poll_follower.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "skillboard/api/feed_answers.hpp"
#include "skillboard/board/talk_json.hpp"

namespace skillboard {

using Clock = std::chrono::steady_clock;

namespace {

constexpr std::string_view none = "[]";

}  // namespace

PollFollower::PollFollower(const Board& board, Presence& presence, Following following,
                           std::chrono::seconds wait)
    : board_(board),
      presence_(presence),
      following_(std::move(following)),
      version_(following_.version.value_or(0)),
      wait_(wait),
      end_(Clock::now() + wait) {
  if (!following_.page.empty()) {
    subscription_ = presence_.subscribe(following_.page, [this] { wake(); });
  }
}

// It throws when there is no memory left to plan the end of a lease: then there is no going on.
PollFollower::~PollFollower() {  // NOLINT(bugprone-exception-escape)
  presence_.unsubscribe(following_.page, subscription_);
}

ResponsePointer PollFollower::answer(WakeReason reason) {
  const Publication& now = *board_.publication();
  const auto changes = recent_changes(board_, version_, following_.talk);
  if (!changes) {
    // More happened at once than is at hand. Asked again, it is told in another way.
    const std::string tag = make_tag(now.epoch(), version_);
    return feed_answer(tag, wait_, begin_feed_answer(tag).value("changes", none).close());
  }
  version_ = now.version();
  const bool tells = !following_.page.empty();
  const bool seen = tells && presence_.has_news(following_.page, following_.heard);
  if (reason == WakeReason::changed && *changes == none && !seen) {
    return nullptr;
  }
  JsonObject json = begin_feed_answer(now.tag());
  json.value("changes", *changes);
  if (tells) {
    JsonList news;
    for (const std::string& talk : presence_.news(following_.page, following_.heard)) {
      news.add(talk);
    }
    json.value("presence", news.close()).number("heard", following_.heard);
  }
  return feed_answer(now.tag(), wait_, json.close());
}

std::chrono::milliseconds PollFollower::wait_left() const {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(end_ - Clock::now());
  return std::max(left, std::chrono::milliseconds(0));
}

std::optional<Outcome> answer_poll(const Board& board, Presence& presence,
                                   const Following& following,
                                   std::optional<std::chrono::seconds> wait) {
  if (!recent_changes(board, following.version.value_or(0), following.talk)) {
    return std::nullopt;
  }
  const std::chrono::seconds most = wait.value_or(std::chrono::seconds(0));
  auto follower = std::make_unique<PollFollower>(board, presence, following, most);
  if (ResponsePointer answer =
          follower->answer(wait ? WakeReason::changed : WakeReason::timed_out)) {
    return answer;
  }
  return Park{0, most, std::move(follower)};
}

ResponsePointer whole_talk(const Board& board, const std::string& talk) {
  const std::string& tag = board.publication()->tag();
  const TalkPointer found = board.talks().find_by_id(talk);
  return feed_answer(
      tag, std::chrono::seconds(0),
      begin_feed_answer(tag).value("talk", found ? to_json_with_place(*found) : "null").close());
}

}  // namespace skillboard
