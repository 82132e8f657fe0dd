#include "skillboard/api/following.hpp"

#include <algorithm>
#include <utility>

#include "skillboard/api/change_tag.hpp"

namespace skillboard {

bool is_page_id(std::string_view id) {
  return id.size() >= 16 && id.size() <= 64 && std::ranges::all_of(id, [](char character) {
           return (character >= 'a' && character <= 'z') ||
                  (character >= 'A' && character <= 'Z') ||
                  (character >= '0' && character <= '9') || character == '-' || character == '_';
         });
}

Problem bad_page_id() {
  return {400, "bad-page-id", "This page cannot be known by that",
          "It takes 16 to 64 letters, digits, - and _.", ""};
}

Problem no_talk_with_id() {
  return {404, "no-such-talk", "There is no such talk", "A room is named by the id of its talk.",
          ""};
}

boost::system::result<Following, Problem> Following::read(const Query& query, const Board& board) {
  Following following;
  if (const std::string* tag = query.find("since")) {
    following.version = read_tag(*tag, board.publication()->epoch());
  }
  if (const std::string* talk = query.find("talk")) {
    if (!board.talks().find_kept(*talk)) {
      return no_talk_with_id();
    }
    following.talk = *talk;
  }
  if (const std::string* page = query.find("presence")) {
    if (!is_page_id(*page)) {
      return bad_page_id();
    }
    following.page = *page;
  }
  if (const std::string* heard = query.find("heard")) {
    following.heard = read_number(*heard).value_or(0);
  }
  return following;
}

}  // namespace skillboard
