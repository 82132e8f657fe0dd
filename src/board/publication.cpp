#include "skillboard/board/publication.hpp"

#include <algorithm>
#include <utility>

#include "skillboard/board/talk_json.hpp"

namespace skillboard {

namespace {

std::shared_ptr<const PublishedTalk> publish(TalkPointer talk) {
  std::string json = to_json(*talk);
  return std::make_shared<const PublishedTalk>(PublishedTalk{std::move(talk), std::move(json)});
}

Version place_of(const std::shared_ptr<const PublishedTalk>& published) {
  return published->talk->place;
}

std::string_view title_in_list(const PublishedTalk* published) {
  return published->talk->title;
}

}  // namespace

std::string make_tag(std::string_view epoch, Version version) {
  std::string tag = "\"";
  tag += epoch;
  tag += '-';
  tag += std::to_string(version);
  return tag += '"';
}

Publication::Publication(std::string epoch, const TalkStore& talks)
    : epoch_(std::move(epoch)), version_(talks.version()), tag_(make_tag(epoch_, version_)) {
  for (TalkPointer& talk : talks.talks()) {
    by_place_.push_back(publish(std::move(talk)));
  }
  index_titles();
}

Publication::Publication(const Publication& before, const TalkStore& talks,
                         const std::set<std::string>& touched)
    : epoch_(before.epoch_), version_(talks.version()), tag_(make_tag(epoch_, version_)) {
  by_place_.reserve(before.by_place_.size() + touched.size());
  for (const Pointer& published : before.by_place_) {
    if (!touched.contains(published->talk->id)) {
      by_place_.push_back(published);
    }
  }
  for (const std::string& id : touched) {
    if (TalkPointer talk = talks.find_by_id(id)) {
      const auto position =
          std::ranges::lower_bound(by_place_, talk->place, std::ranges::less{}, place_of);
      by_place_.insert(position, publish(std::move(talk)));
    }
  }
  index_titles();
}

const PublishedTalk* Publication::find(std::string_view title) const {
  const auto found = std::ranges::lower_bound(by_title_, title, std::ranges::less{}, title_in_list);
  return found != by_title_.end() && title_in_list(*found) == title ? *found : nullptr;
}

std::shared_ptr<const std::string> Publication::list() const {
  if (!list_) {
    std::size_t size = 2;
    for (const Pointer& published : by_place_) {
      size += published->json.size() + 1;
    }
    std::string list;
    list.reserve(size);
    list += '[';
    for (const Pointer& published : by_place_) {
      if (list.size() > 1) {
        list += ',';
      }
      list += published->json;
    }
    list += ']';
    list_ = std::make_shared<const std::string>(std::move(list));
  }
  return list_;
}

void Publication::index_titles() {
  by_title_.reserve(by_place_.size());
  for (const Pointer& published : by_place_) {
    by_title_.push_back(published.get());
  }
  std::ranges::sort(by_title_, std::ranges::less{}, title_in_list);
}

}  // namespace skillboard
