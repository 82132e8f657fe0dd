#include "skillboard/talks/talk_store.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <variant>

#include "skillboard/talks/talk_after.hpp"

namespace skillboard {

TalkStore::TalkStore(Version version, std::vector<TalkPointer> talks) : version_(version) {
  for (const TalkPointer& talk : talks) {
    put_in(talk);
  }
}

void TalkStore::apply(const Change& change) {
  if (change.version <= version_) {
    return;
  }
  for (const Step& step : change.steps) {
    apply(change, step);
  }
  version_ = change.version;
}

void TalkStore::apply(const Change& change, const Step& step) {
  const TalkPointer before = find_kept(talk_of(step.event));
  const TalkPointer after = talk_after(before, change, step);
  if (std::holds_alternative<Purged>(step.event)) {
    last_purge_ = change.version;
  }
  if (after == before || !fits(after)) {
    return;
  }
  if (before) {
    take_out(before);
  }
  if (after) {
    put_in(after);
  }
}

bool TalkStore::fits(const TalkPointer& talk) const {
  if (!talk || talk->removed) {
    return true;
  }
  const Version holder = titles_.find(talk->title);
  return holder == 0 || holder == talk->place;
}

void TalkStore::put_in(const TalkPointer& talk) {
  places_.emplace(talk->id, talk->place);
  if (talk->removed) {
    ++removed_talks_;
    removed_.emplace(*talk->removed, talk->id, "");
  } else {
    titles_.add(*talk);
  }
  for (const auto& comment : talk->comments) {
    if (comment->removed) {
      removed_.emplace(*comment->removed, talk->id, comment->id);
    }
  }
  by_place_.emplace(talk->place, talk);
}

void TalkStore::take_out(const TalkPointer& talk) {
  places_.erase(talk->id);
  if (talk->removed) {
    --removed_talks_;
    removed_.erase({*talk->removed, talk->id, ""});
  } else {
    titles_.remove(*talk);
  }
  for (const auto& comment : talk->comments) {
    if (comment->removed) {
      removed_.erase({*comment->removed, talk->id, comment->id});
    }
  }
  by_place_.erase(talk->place);
}

TalkPointer TalkStore::at(Version place) const {
  const auto found = by_place_.find(place);
  return found == by_place_.end() ? nullptr : found->second;
}

TalkPointer TalkStore::find_by_title(std::string_view title) const {
  return at(titles_.find(title));
}

TalkPointer TalkStore::find_by_id(std::string_view id) const {
  TalkPointer talk = find_kept(id);
  return talk && talk->removed ? nullptr : talk;
}

TalkPointer TalkStore::find(std::string_view title) const {
  TalkPointer talk = find_by_title(title);
  return talk ? talk : at(titles_.find_former(title));
}

TalkPointer TalkStore::find_kept(std::string_view id) const {
  const auto found = places_.find(id);
  return found == places_.end() ? nullptr : at(found->second);
}

std::vector<TalkPointer> TalkStore::talks() const {
  std::vector<TalkPointer> talks = kept_talks();
  std::erase_if(talks, [](const TalkPointer& talk) { return talk->removed.has_value(); });
  return talks;
}

std::vector<TalkPointer> TalkStore::kept_talks() const {
  std::vector<TalkPointer> talks;
  talks.reserve(by_place_.size());
  for (const auto& [place, talk] : by_place_) {
    talks.push_back(talk);
  }
  return talks;
}

Step TalkStore::step(ChangeEvent event, Version version) const {
  const AsOf before = as_of(find_kept(talk_of(event)).get(), event);
  // Purging changes nothing that could be taken back.
  const AsOf after = std::holds_alternative<Purged>(event) ? before : AsOf{version, version};
  return {std::move(event), before, after};
}

std::vector<Purged> TalkStore::long_removed(Instant moment, std::size_t keep,
                                            std::size_t most) const {
  std::vector<Purged> purged;
  std::set<std::string_view> talks;
  std::size_t left = removed_.size();
  for (const auto& [since, talk, comment] : removed_) {
    if ((since >= moment && left <= keep) || purged.size() >= most) {
      break;
    }
    --left;
    if (!talks.contains(talk)) {
      purged.push_back({.talk = talk, .comment = comment});
    }
    if (comment.empty()) {
      talks.insert(talk);
    }
  }
  return purged;
}

bool operator==(const TalkStore& left, const TalkStore& right) {
  const auto same = [](const auto& one, const auto& other) { return *one.second == *other.second; };
  return left.version_ == right.version_ &&
         std::ranges::equal(left.by_place_, right.by_place_, same);
}

}  // namespace skillboard
