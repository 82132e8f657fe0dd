#include "skillboard/api/write_answers.hpp"

#include <algorithm>
#include <utility>

#include "skillboard/api/board_calls.hpp"
#include "skillboard/api/problems.hpp"
#include "skillboard/board/change_json.hpp"
#include "skillboard/board/talk_json.hpp"
#include "skillboard/http/path.hpp"

namespace skillboard {

namespace asio = boost::asio;

namespace {

// The answer to a write that the board has accepted.
ResponsePointer accepted(const Accepted& accepted, const std::string& title) {
  ResponseDraft draft;
  draft.set("Board-Version", std::to_string(accepted.version));
  draft.set("Cache-Control", "no-store");
  const std::string location = "/talks/" + encode_segment(title);
  switch (accepted.effect) {
    case Effect::talk_proposed:
      draft.status = 201;
      draft.set("Location", location);
      break;
    case Effect::comment_written:
      draft.status = 201;
      draft.set("Location", location + "/comments/" + accepted.comment->id);
      draft.set_body("application/json", to_json(*accepted.comment));
      break;
    case Effect::talk_renamed:
      draft.status = 204;
      draft.set("Location", location);
      break;
    case Effect::nothing:
    case Effect::talk_edited:
    case Effect::talk_removed:
    case Effect::comment_edited:
    case Effect::comment_removed:
    case Effect::changes_undone:
    case Effect::purged:
    case Effect::device_joined:
    case Effect::name_vouched:
    case Effect::names_changed:
      draft.status = 204;
      break;
    case Effect::removal_asked:
      draft.status = 202;
      draft.set_body("application/json", R"({"needed":1})");
      break;
  }
  return make_response(std::move(draft));
}

// A refusal, with the change that is in the way where there is one.
asio::awaitable<ResponsePointer> tell_refusal(Board& board, Rejected rejected) {
  Problem problem = describe(rejected);
  if (rejected.in_the_way != 0) {
    std::string change = co_await read_change(board, rejected.in_the_way);
    if (!change.empty()) {
      problem.members.emplace_back("change", std::move(change));
    }
  }
  co_return refused(problem);
}

// The change that was made of changes of the past.
asio::awaitable<ResponsePointer> tell_change(Board& board, Accepted accepted) {
  std::string change = co_await read_change(board, accepted.version);
  ResponseDraft draft;
  draft.status = 201;
  draft.set("Location", "/changes/" + std::to_string(accepted.version));
  draft.set("Board-Version", std::to_string(accepted.version));
  draft.set("Cache-Control", "no-store");
  if (!change.empty()) {
    if (!accepted.left.empty()) {
      change.insert(change.size() - 1, ",\"left\":" + to_json(accepted.left));
    }
    draft.set_body("application/json", std::move(change));
  }
  co_return make_response(std::move(draft));
}

// As many changes as one undo takes back.
constexpr std::size_t most_at_once = 2'000;

Problem too_many_changes() {
  return {422, "too-many-changes", "These are too many changes to take back at once",
          "Choose a later moment to begin with: " + std::to_string(most_at_once) +
              " can be taken back in one go.",
          "since"};
}

}  // namespace

asio::awaitable<ResponsePointer> perform(Board& board, Submission submission, std::string title) {
  const Decision decision = co_await submit(board, std::move(submission));
  if (!decision) {
    co_return co_await tell_refusal(board, decision.error());
  }
  co_return accepted(*decision, title);
}

asio::awaitable<ResponsePointer> perform_and_tell(
    Board& board, Submission submission, std::function<ResponsePointer(const Accepted&)> tell) {
  const Decision decision = co_await submit(board, std::move(submission));
  if (!decision) {
    co_return co_await tell_refusal(board, decision.error());
  }
  const ResponsePointer told = tell(*decision);
  co_return std::make_shared<const Response>(*told, "Board-Version",
                                             std::to_string(decision->version));
}

template <typename Wish>
asio::awaitable<ResponsePointer> perform_on_history(Board& board, Submission submission,
                                                    HistoryQuery query) {
  query.most = std::min(query.most, most_at_once + 1);
  while (true) {
    const Version read_at = board.publication()->version();
    auto changes = co_await read_history(board, query);
    if (!changes) {
      co_return refused(Rejected{Refusal::journal_unavailable});
    }
    if (changes->size() > most_at_once) {
      co_return refused(too_many_changes());
    }
    submission.intention = Wish{{*std::move(changes), read_at}};
    const Decision decision = co_await submit(board, submission);
    // Not in one expression: g++ 12 destroys what a conditional one awaits twice.
    if (decision) {
      co_return co_await tell_change(board, *decision);
    }
    if (!is_outdated(decision)) {
      co_return co_await tell_refusal(board, decision.error());
    }
  }
}

template asio::awaitable<ResponsePointer> perform_on_history<UndoChanges>(Board&, Submission,
                                                                          HistoryQuery);
template asio::awaitable<ResponsePointer> perform_on_history<UndoWhatCanBe>(Board&, Submission,
                                                                            HistoryQuery);
template asio::awaitable<ResponsePointer> perform_on_history<PurgeFormer>(Board&, Submission,
                                                                          HistoryQuery);

}  // namespace skillboard
