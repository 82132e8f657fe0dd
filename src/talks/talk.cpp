#include "skillboard/talks/talk.hpp"

#include <algorithm>
#include <tuple>

namespace skillboard {

bool operator==(const Talk& left, const Talk& right) {
  const auto same = [](const auto& one, const auto& other) { return *one == *other; };
  const auto own = [](const Talk& talk) {
    return std::tie(talk.id, talk.title, talk.presenter, talk.summary, talk.proposed, talk.place,
                    talk.version, talk.as_of, talk.title_mark, talk.details_mark,
                    talk.former_titles, talk.removed, talk.ownership);
  };
  return own(left) == own(right) && std::ranges::equal(left.comments, right.comments, same);
}

const Comment* find_comment(const Talk& talk, std::string_view id) {
  const auto found =
      std::ranges::find_if(talk.comments, [&](const auto& comment) { return comment->id == id; });
  return found == talk.comments.end() ? nullptr : found->get();
}

std::size_t count_comments(const Talk& talk) {
  return static_cast<std::size_t>(
      std::ranges::count_if(talk.comments, [](const auto& comment) { return !comment->removed; }));
}

}  // namespace skillboard
