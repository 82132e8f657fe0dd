#include "skillboard/board/recent_changes.hpp"

#include <algorithm>
#include <utility>

#include "skillboard/board/change_json.hpp"

namespace skillboard {

void RecentChanges::add(const Change& change, const TalkStore& talks) {
  if (change.version != last_ + 1 || purges(change)) {
    clear();
  }
  last_ = change.version;
  Told told{change.version, to_json(change, talks)};
  for (const Step& step : change.steps) {
    const std::string& talk = talk_of(step.event);
    if (!touches(told, talk)) {
      told.talks.push_back(talk);
    }
  }
  bytes_ += told.json.size();
  changes_.push_back(std::move(told));
  while (changes_.size() > limits_.changes || bytes_ > limits_.bytes) {
    drop_oldest();
  }
}

void RecentChanges::clear() {
  changes_.clear();
  bytes_ = 0;
}

bool RecentChanges::touches(const Told& change, std::string_view talk) {
  return std::ranges::find(change.talks, talk) != change.talks.end();
}

void RecentChanges::drop_oldest() {
  bytes_ -= changes_.front().json.size();
  changes_.pop_front();
}

}  // namespace skillboard
