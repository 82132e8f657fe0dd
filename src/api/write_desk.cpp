#include "skillboard/api/write_desk.hpp"

#include <chrono>
#include <utility>
#include <variant>

#include "skillboard/api/answers.hpp"
#include "skillboard/api/problems.hpp"
#include "skillboard/api/write_answers.hpp"
#include "skillboard/api/write_request.hpp"
#include "skillboard/board/json_object.hpp"
#include "skillboard/board/permission.hpp"
#include "skillboard/http/standard_answers.hpp"

namespace skillboard {

namespace {

// Of one subject, whoever tries: what is guessed at has thousands of values, and an hour to live.
constexpr RateLimit tries_per_subject{.per_second = 20.0 / 3600, .burst = 20};

RateLimiter::Clock::time_point now() {
  return RateLimiter::Clock::now();
}

// Null when there is a token left, or nobody to count for.
ResponsePointer take(RateLimiter& limiter, const std::string& key) {
  const auto wait = key.empty() ? std::nullopt : limiter.take(key, now());
  return wait ? too_many_requests(*wait) : nullptr;
}

std::string key_of(const ClientAddress& client) {
  return client.is_known() ? client.network() : std::string();
}

}  // namespace

WriteDesk::WriteDesk(Board& board, const Visitors& visitors, const WriteLimits& limits)
    : board_(board),
      visitors_(visitors),
      by_address_(limits.per_address),
      by_device_(limits.per_device),
      names_by_address_(limits.names_per_address),
      names_by_device_(limits.names_per_device),
      tries_by_address_(limits.tries_per_address),
      tries_by_subject_(tries_per_subject) {}

ResponsePointer WriteDesk::refuse_if_too_often(const Request& request, const Visitor& visitor) {
  ResponsePointer refusal = take(by_device_, visitor.device);
  return refusal ? refusal : take(by_address_, key_of(request.client));
}

ResponsePointer WriteDesk::refuse_if_guessing(const Request& request, const std::string& about) {
  ResponsePointer refusal = take(tries_by_address_, key_of(request.client));
  return refusal ? refusal : take(tries_by_subject_, about);
}

ResponsePointer WriteDesk::refuse_if_too_many_names(const Call& call, const Actor& actor) {
  const NamePolicy& policy = board_.options().names;
  const Permission permission(board_.talks().roster(), policy, actor, Instant());
  if (!permission.claim()) {
    return nullptr;
  }
  ResponsePointer refusal = take(names_by_device_, actor.device);
  return refusal ? refusal : take(names_by_address_, key_of(call.request.client));
}

boost::system::result<Submission, ResponsePointer> WriteDesk::prepare(
    const Call& call, boost::system::result<Actor, Problem> actor) {
  if (!actor) {
    return refused(actor.error());
  }
  auto retry_key = read_retry_key(call.request, actor->device);
  if (!retry_key) {
    return refused(retry_key.error());
  }
  if (ResponsePointer refusal = refuse_if_too_many_names(call, *actor)) {
    return refusal;
  }
  return Submission{.intention = {},
                    .actor = *std::move(actor),
                    .precondition = read_precondition(call.request, board_.publication()->epoch()),
                    .retry_key = *std::move(retry_key)};
}

Outcome WriteDesk::write(const Call& call, Intention intention, std::string author) {
  auto submission =
      prepare(call, visitors_.read_actor(call.request, call.visitor, std::move(author)));
  if (!submission) {
    return submission.error();
  }
  std::string title(title_of(intention));
  if (const auto* renaming = std::get_if<RenameTalk>(&intention)) {
    title = renaming->new_title;
  }
  submission->intention = std::move(intention);
  return perform(board_, *std::move(submission), std::move(title));
}

Outcome WriteDesk::write(const Call& call, Intention intention, const Telling& tell) {
  return write_as(visitors_.read_actor(call.request, call.visitor, {}), call, std::move(intention),
                  tell);
}

Outcome WriteDesk::join(const Call& call, JoinName wish) {
  auto actor = visitors_.read_actor(call.request, call.visitor, {});
  if (actor) {
    actor->name.clear();
  }
  const auto tell = [name = wish.name](const Accepted&) {
    return json_answer(201, JsonObject().text("name", name).close());
  };
  return write_as(std::move(actor), call, std::move(wish), tell);
}

Outcome WriteDesk::write_as(boost::system::result<Actor, Problem> actor, const Call& call,
                            Intention intention, const Telling& tell) {
  auto submission = prepare(call, std::move(actor));
  if (!submission) {
    return submission.error();
  }
  submission->intention = std::move(intention);
  return perform_and_tell(board_, *std::move(submission), tell);
}

template <typename Wish>
Outcome WriteDesk::write_on_history(const Call& call, HistoryQuery query) {
  auto submission = prepare(call, visitors_.read_actor(call.request, call.visitor, {}));
  if (!submission) {
    return submission.error();
  }
  submission->precondition = {};
  return perform_on_history<Wish>(board_, *std::move(submission), std::move(query));
}

template Outcome WriteDesk::write_on_history<UndoChanges>(const Call&, HistoryQuery);
template Outcome WriteDesk::write_on_history<UndoWhatCanBe>(const Call&, HistoryQuery);
template Outcome WriteDesk::write_on_history<PurgeFormer>(const Call&, HistoryQuery);

}  // namespace skillboard
