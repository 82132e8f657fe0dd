#include "skillboard/talks/talk.hpp"

#include <algorithm>

namespace skillboard {

bool operator==(const Talk& left, const Talk& right) {
  const auto same = [](const auto& one, const auto& other) { return *one == *other; };
  return left.id == right.id && left.title == right.title && left.presenter == right.presenter &&
         left.summary == right.summary && left.proposed == right.proposed &&
         left.place == right.place && left.version == right.version &&
         std::ranges::equal(left.comments, right.comments, same);
}

}  // namespace skillboard
