#include "skillboard/api/change_feed.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "skillboard/api/answers.hpp"
#include "skillboard/api/board_calls.hpp"
#include "skillboard/api/feed_answers.hpp"
#include "skillboard/api/poll_follower.hpp"
#include "skillboard/api/problems.hpp"
#include "skillboard/board/change_json.hpp"
#include "skillboard/board/json_object.hpp"
#include "skillboard/board/talk_json.hpp"
#include "skillboard/http/conditions.hpp"
#include "skillboard/http/preferences.hpp"
#include "skillboard/http/websocket_handshake.hpp"

namespace skillboard {

namespace asio = boost::asio;

namespace {

using Seconds = std::chrono::seconds;

// A listener that is further behind is better off with the board as it is.
constexpr Version furthest_behind = 10'000;
constexpr std::size_t changes_an_answer = 500;
// Then no more is added: a change may bring back a talk with thousands of comments.
constexpr std::size_t bytes_an_answer = 1 << 20;
constexpr std::size_t usual_page = 50;
constexpr std::size_t longest_page = 200;

ResponsePointer tell_changes(const std::string& tag, Seconds wait, std::string_view changes) {
  return feed_answer(tag, wait, begin_feed_answer(tag).value("changes", changes).close());
}

// As many of the changes as make an answer, at least one; removes the others.
template <typename Tell>
std::string tell_portion(std::vector<Change>& changes, Tell tell) {
  JsonList list;
  std::size_t told = 0;
  while (told < changes.size() && list.size() < bytes_an_answer) {
    list.add(tell(changes[told++]));
  }
  changes.resize(told);
  return list.close();
}

// What came after a version, from the journal.
asio::awaitable<ResponsePointer> read_since(Board& board, Version version) {
  HistoryQuery query{.after = version, .most = changes_an_answer};
  auto found = co_await read_history(board, std::move(query));
  if (!found) {
    co_return refused(Rejected{Refusal::journal_unavailable});
  }
  const std::string changes =
      tell_portion(*found, [&](const Change& change) { return to_json(change, board.talks()); });
  const Version last = found->empty() ? version : found->back().version;
  co_return tell_changes(make_tag(board.publication()->epoch(), last), Seconds(0), changes);
}

std::string tell_with_obstacle(const Board& board, const Change& change) {
  return to_json(change, board.talks(),
                 find_in_the_way(change, board.talks(), board.options().limits));
}

// A page of the history. One change more is read than is told, to see whether there are more.
asio::awaitable<ResponsePointer> read_page(Board& board, HistoryQuery query) {
  const std::size_t size = query.most++;
  auto found = co_await read_history(board, std::move(query));
  if (!found) {
    co_return refused(Rejected{Refusal::journal_unavailable});
  }
  const std::size_t there = found->size();
  found->resize(std::min(there, size));
  const std::string changes =
      tell_portion(*found, [&](const Change& change) { return tell_with_obstacle(board, change); });
  const bool more = found->size() < there;
  const std::string& tag = board.publication()->tag();
  co_return feed_answer(tag, Seconds(0),
                        begin_feed_answer(tag)
                            .value("changes", changes)
                            .value("next", more ? std::to_string(found->back().version) : "null")
                            .close());
}

asio::awaitable<ResponsePointer> read_one(Board& board, Version version) {
  HistoryQuery query = HistoryQuery::one(version);
  const auto found = co_await read_history(board, std::move(query));
  if (!found) {
    co_return refused(Rejected{Refusal::journal_unavailable});
  }
  if (found->empty()) {
    co_return refused(no_such_change());
  }
  co_return json_answer(200, tell_with_obstacle(board, found->front()));
}

Problem bad_parameter(std::string name) {
  return {400, "bad-parameter", "This address cannot be read",
          "The parameter " + name + " has to be a number.", std::move(name)};
}

}  // namespace

Outcome ChangeFeed::answer(const Request& request) {
  const auto query = Query::parse(request.query);
  if (!query) {
    return refused({400, "bad-query", "This address cannot be read",
                    "The query has to be percent-encoded UTF-8 without control characters.", ""});
  }
  const bool wants_socket = asks_for_websocket(request);
  if (!wants_socket && !asks_for_events(request) && query->find("since") == nullptr) {
    return answer_page(*query);
  }
  const auto following = Following::read(*query, board_);
  if (!following) {
    return refused(following.error());
  }
  if (wants_socket) {
    return live_.open_socket(request, *following);
  }
  return asks_for_events(request) ? live_.begin_events(request, *following)
                                  : answer_since(request, *following);
}

Outcome ChangeFeed::answer_one(Version version) {
  if (version == 0 || version > board_.publication()->version()) {
    return refused(no_such_change());
  }
  return read_one(board_, version);
}

Outcome ChangeFeed::answer_since(const Request& request, const Following& following) {
  const Publication& publication = *board_.publication();
  const Version now = publication.version();
  const auto& version = following.version;
  const bool is_of_its_own = !following.talk.empty() || !following.page.empty();
  if (is_of_its_own && version) {
    auto answer =
        answer_poll(board_, live_.presence(), following, preferred_wait(request, longest_wait_));
    if (answer) {
      return *std::move(answer);
    }
  }
  if (!following.talk.empty()) {
    return whole_talk(board_, following.talk);
  }
  if (!version || *version > now || now - *version > furthest_behind) {
    return whole_board();
  }
  if (*version == now) {
    if (const auto wait = preferred_wait(request, longest_wait_)) {
      return Park{PollTicket{PollTicket::Subject::changes, now, *wait}.pack(), *wait};
    }
    return nothing_new();
  }
  if (ResponsePointer recent = since(*version, Wait(0))) {
    return recent;
  }
  return read_since(board_, *version);
}

Outcome ChangeFeed::answer_page(const Query& query) {
  HistoryQuery page{.newest_first = true, .most = usual_page};
  if (const std::string* before = query.find("before")) {
    const auto version = read_number(*before);
    if (!version) {
      return refused(bad_parameter("before"));
    }
    page.before = std::min(page.before, *version);
  }
  if (const std::string* limit = query.find("limit")) {
    const auto size = read_number(*limit);
    if (!size) {
      return refused(bad_parameter("limit"));
    }
    page.most = std::clamp<std::size_t>(*size, 1, longest_page);
  }
  for (const auto& [name, value] :
       {std::pair{"by", &page.by}, {"device", &page.device}, {"talk", &page.talk}}) {
    if (const std::string* given = query.find(name)) {
      *value = *given;
    }
  }
  return read_page(board_, std::move(page));
}

ResponsePointer ChangeFeed::answer_parked(const PollTicket& poll) {
  if (board_.publication()->version() == poll.version) {
    return not_modified(poll.wait);
  }
  if (ResponsePointer recent = since(poll.version, poll.wait)) {
    return recent;
  }
  // More happened at once than is at hand. Asked again, it is read from the journal.
  const std::string tag = make_tag(board_.publication()->epoch(), poll.version);
  return tell_changes(tag, poll.wait, "[]");
}

ResponsePointer ChangeFeed::since(Version version, Wait wait) {
  forget_outdated();
  ResponsePointer& prepared = prepare(version, wait);
  if (!prepared) {
    if (const auto changes = recent_changes(board_, version, {})) {
      prepared = tell_changes(publication_->tag(), wait, *changes);
    }
  }
  return prepared;
}

ResponsePointer ChangeFeed::whole_board() {
  forget_outdated();
  if (!whole_board_) {
    const std::string& tag = publication_->tag();
    const std::string board = to_json_with_places(board_.talks());
    whole_board_ = feed_answer(tag, Wait(0), begin_feed_answer(tag).value("board", board).close());
  }
  return whole_board_;
}

ResponsePointer ChangeFeed::not_modified(Wait wait) {
  forget_outdated();
  ResponsePointer& prepared = prepare(publication_->version(), wait);
  if (!prepared) {
    prepared = make_response(poll_answer(304, publication_->tag(), wait));
  }
  return prepared;
}

ResponsePointer ChangeFeed::nothing_new() {
  forget_outdated();
  ResponsePointer& prepared = prepare(publication_->version(), Wait(0));
  if (!prepared) {
    prepared = tell_changes(publication_->tag(), Wait(0), "[]");
  }
  return prepared;
}

ResponsePointer& ChangeFeed::prepare(Version version, Wait wait) {
  return prepared_[PollTicket{PollTicket::Subject::changes, version, wait}.pack()];
}

void ChangeFeed::forget_outdated() {
  if (publication_ != board_.publication()) {
    publication_ = board_.publication();
    prepared_.clear();
    whole_board_.reset();
  }
}

}  // namespace skillboard
