#pragma once

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <string>

#include "skillboard/board/board.hpp"
#include "skillboard/http/response.hpp"

namespace skillboard {

// Bring a submission to the board and answer with what it decides. The board outlives them.

// A write to the talk that has this title afterwards.
boost::asio::awaitable<ResponsePointer> perform(Board& board, Submission submission,
                                                std::string title);

// A write that is answered with what `tell` makes of its acceptance; the version is added.
boost::asio::awaitable<ResponsePointer> perform_and_tell(
    Board& board, Submission submission, std::function<ResponsePointer(const Accepted&)> tell);

// A write about changes of the past, which `query` reads for it: `Wish` is `UndoChanges`,
// `UndoWhatCanBe` or `PurgeFormer`. The submission's intention is left to this function.
template <typename Wish>
boost::asio::awaitable<ResponsePointer> perform_on_history(Board& board, Submission submission,
                                                           HistoryQuery query);

}  // namespace skillboard
