#pragma once

#include <boost/system/result.hpp>

#include <optional>
#include <string>
#include <string_view>

#include "skillboard/api/presence.hpp"
#include "skillboard/board/board.hpp"
#include "skillboard/http/problem.hpp"
#include "skillboard/http/query.hpp"

namespace skillboard {

// What somebody follows, as the query of `/changes` says it.
struct Following {
  // The version that they have, if it names one of this board.
  std::optional<Version> version{};
  // The id of the one talk that they hear of; empty for all.
  std::string talk{};
  // The page of theirs whose presence they are told, and how far they have been; empty for none.
  std::string page{};
  Presence::Heard heard = 0;

  // Refused when there never was such a talk, or what is given cannot be an id.
  static boost::system::result<Following, Problem> read(const Query& query, const Board& board);
};

// Whether a page can call itself so: 16 to 64 letters, digits, `-` and `_`.
bool is_page_id(std::string_view id);

Problem bad_page_id();
Problem no_talk_with_id();

}  // namespace skillboard
