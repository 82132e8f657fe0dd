#include "skillboard/talks/talk_store.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>
#include <variant>

#include "skillboard/talks/talk_edit.hpp"

namespace skillboard {

TalkStore::TalkStore(Version version, const std::vector<TalkPointer>& talks, Roster roster)
    : version_(version), roster_(std::move(roster)) {
  for (const TalkPointer& talk : talks) {
    put_in(talk);
  }
}

namespace {

// Purging, or asking for a removal, changes nothing that could be taken back.
bool leaves_all_as_it_was(const ChangeEvent& event) {
  return std::holds_alternative<Purged>(event) || std::holds_alternative<RemovalAsked>(event);
}

using Steps = std::vector<Step>::const_iterator;

// Where the steps end that are made at a stroke: those about comments of one talk. An undo may have
// thousands, and each by itself would cost all that stand under the talk.
Steps end_of_run(Steps step, Steps end) {
  const std::string& talk = talk_of(step->event);
  const auto goes_on = [&](const Step& other) {
    return !comment_of(other.event).empty() && talk_of(other.event) == talk;
  };
  return goes_on(*step) ? std::find_if_not(step, end, goes_on) : std::next(step);
}

}  // namespace

void TalkStore::apply(const Change& change) {
  if (change.version <= version_) {
    return;
  }
  for (auto step = change.steps.begin(); step != change.steps.end();) {
    const auto next = end_of_run(step, change.steps.end());
    apply(change, std::span(step, next));
    step = next;
  }
  for (const NameEvent& event : change.names) {
    roster_.apply(event, change.version, change.time);
  }
  version_ = change.version;
}

void TalkStore::apply(const Change& change, std::span<const Step> steps) {
  const Step& first = steps.front();
  if (std::holds_alternative<Purged>(first.event)) {
    last_purge_ = change.version;
  }
  const TalkPointer before = find_kept(talk_of(first.event));
  if (!before) {
    if (auto talk = propose(change, first); talk && fits(*talk)) {
      put_in(std::make_shared<const Talk>(*std::move(talk)));
    }
    return;
  }
  if (erases_talk(first)) {
    if (before->removed) {
      take_out(before);
    }
    return;
  }
  Talk talk = *before;
  bool edited = false;
  for (const Step& step : steps) {
    edited = edit(talk, change, step) || edited;
  }
  if (edited && fits(talk)) {
    take_out(before);
    put_in(std::make_shared<const Talk>(std::move(talk)));
  }
}

bool TalkStore::fits(const Talk& talk) const {
  const Version holder = talk.removed ? 0 : titles_.find(talk.title);
  return holder == 0 || holder == talk.place;
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
  const AsOf after = leaves_all_as_it_was(event) ? before : AsOf{version, version};
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
  return left.version_ == right.version_ && left.roster_ == right.roster_ &&
         std::ranges::equal(left.by_place_, right.by_place_, same);
}

}  // namespace skillboard
