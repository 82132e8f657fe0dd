#include "skillboard/board/recent_changes.hpp"

#include <utility>

#include "skillboard/board/change_json.hpp"
#include "skillboard/board/json_object.hpp"

namespace skillboard {

void RecentChanges::add(const Change& change, const TalkStore& talks) {
  if (change.version != last_ + 1 || purges(change)) {
    clear();
  }
  last_ = change.version;
  changes_.push_back(to_json(change, talks));
  bytes_ += changes_.back().size();
  while (changes_.size() > limits_.changes || bytes_ > limits_.bytes) {
    drop_oldest();
  }
}

void RecentChanges::clear() {
  changes_.clear();
  bytes_ = 0;
}

std::optional<std::string> RecentChanges::since(Version version) const {
  JsonList list;
  const bool told =
      tell_since(version, [&](Version, const std::string& change) { list.add(change); });
  return told ? std::optional(list.close()) : std::nullopt;
}

void RecentChanges::drop_oldest() {
  bytes_ -= changes_.front().size();
  changes_.pop_front();
}

}  // namespace skillboard
