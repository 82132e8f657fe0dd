#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/system/result.hpp>

#include <string>
#include <vector>

#include "skillboard/board/board.hpp"

namespace skillboard {

// The board's functions for coroutines of its loop. The board outlives them.
//
// What is given to them has to be named first: g++ 12 moves the bytes of an aggregate that is made
// within a `co_await` expression, and with them of a string that points into itself.

boost::asio::awaitable<Decision> submit(Board& board, Submission submission);

boost::asio::awaitable<boost::system::result<std::vector<Change>>> read_history(Board& board,
                                                                                HistoryQuery query);

// The change of this version as the interface tells it; empty when there is none, or it cannot be
// read.
boost::asio::awaitable<std::string> read_change(Board& board, Version version);

}  // namespace skillboard
