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

// A handler that is called once, as the board's functions take it: one that can be copied.
template <typename Waiting>
auto share(Waiting&& waiting) {
  return std::make_shared<std::decay_t<Waiting>>(std::forward<Waiting>(waiting));
}

// Ask the board on behalf of a coroutine that waits for the answer.
struct Submit {
  Board& board;

  template <typename Waiting>
  void operator()(Waiting&& waiting, Submission submission) const {
    board.submit(std::move(submission),
                 [waiting = share(std::forward<Waiting>(waiting))](const Decision& decision) {
                   std::move (*waiting)(decision);
                 });
  }
};

struct Read {
  Board& board;

  template <typename Waiting>
  void operator()(Waiting&& waiting, HistoryQuery query) const {
    board.read(std::move(query),
               [waiting = share(std::forward<Waiting>(waiting))](History history) {
                 std::move (*waiting)(std::move(history));
               });
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
