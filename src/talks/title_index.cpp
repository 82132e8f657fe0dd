#include "skillboard/talks/title_index.hpp"

namespace skillboard {

Version TitleIndex::find(std::string_view title) const {
  const auto found = places_.find(title);
  return found == places_.end() ? 0 : found->second;
}

Version TitleIndex::find_former(std::string_view title) const {
  const auto found = former_places_.find(title);
  return found == former_places_.end() || places_.contains(title) ? 0
                                                                  : found->second.rbegin()->second;
}

void TitleIndex::add(const Talk& talk) {
  places_.emplace(talk.title, talk.place);
  for (const FormerTitle& former : talk.former_titles) {
    former_places_[former.title].emplace(former.until, talk.place);
  }
}

void TitleIndex::remove(const Talk& talk) {
  places_.erase(talk.title);
  for (const FormerTitle& former : talk.former_titles) {
    const auto found = former_places_.find(former.title);
    found->second.erase(former.until);
    if (found->second.empty()) {
      former_places_.erase(found);
    }
  }
}

}  // namespace skillboard
