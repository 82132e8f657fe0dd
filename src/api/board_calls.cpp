#include "skillboard/api/board_calls.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <memory>
#include <utility>

#include "skillboard/board/change_json.hpp"

namespace skillboard {

namespace asio = boost::asio;

namespace {

using History = boost::system::result<std::vector<Change>>;

// Ask the board on behalf of a coroutine that waits for the answer. Its handler is called once; the
// board takes what can be copied, so it is shared.

struct Submit {
  Board& board;

  template <typename Waiting>
  void operator()(Waiting&& waiting, Submission submission) const {
    const auto shared = std::make_shared<std::decay_t<Waiting>>(std::forward<Waiting>(waiting));
    board.submit(std::move(submission),
                 [shared](const Decision& decision) { std::move (*shared)(decision); });
  }
};

struct Read {
  Board& board;

  template <typename Waiting>
  void operator()(Waiting&& waiting, HistoryQuery query) const {
    const auto shared = std::make_shared<std::decay_t<Waiting>>(std::forward<Waiting>(waiting));
    board.read(std::move(query),
               [shared](History history) { std::move (*shared)(std::move(history)); });
  }
};

}  // namespace

asio::awaitable<Decision> submit(Board& board, Submission submission) {
  return asio::async_initiate<const asio::use_awaitable_t<>&, void(Decision)>(
      Submit{board}, asio::use_awaitable, std::move(submission));
}

asio::awaitable<History> read_history(Board& board, HistoryQuery query) {
  return asio::async_initiate<const asio::use_awaitable_t<>&, void(History)>(
      Read{board}, asio::use_awaitable, std::move(query));
}

asio::awaitable<std::string> read_change(Board& board, Version version) {
  HistoryQuery query = HistoryQuery::one(version);
  const History found = co_await read_history(board, std::move(query));
  co_return found && !found->empty() ? to_json(found->front(), board.talks()) : std::string();
}

}  // namespace skillboard
