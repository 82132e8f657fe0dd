#include "skillboard/api/presence.hpp"

#include <algorithm>
#include <utility>

#include "skillboard/board/json_object.hpp"
#include "skillboard/names/name_key.hpp"

namespace skillboard {

namespace {

// Each once, in their order, at most so many.
std::vector<std::string> tidy(const std::vector<std::string>& talks, std::size_t most) {
  std::vector<std::string> tidied;
  for (const std::string& talk : talks) {
    const bool is_new = std::ranges::find(tidied, talk) == tidied.end();
    if (is_new && !talk.empty() && tidied.size() < most) {
      tidied.push_back(talk);
    }
  }
  return tidied;
}

// Names as they are told, each person once.
class Names {
 public:
  void add(const std::string& key, const std::string& name) {
    if (!key.empty() && std::ranges::find(keys_, key) == keys_.end()) {
      keys_.push_back(key);
      names_.push_back(name);
    }
  }

  // Takes off what is beyond this number, and says how many that were.
  std::size_t cut(std::size_t most) {
    const std::size_t all = names_.size();
    names_.resize(std::min(all, most));
    return all - names_.size();
  }

  std::string json() const { return to_json(names_); }

 private:
  std::vector<std::string> keys_;
  std::vector<std::string> names_;
};

}  // namespace

Presence::Presence(boost::asio::io_context& loop, PresenceLimits limits)
    : limits_(limits), timer_(loop) {}

bool Presence::look(const std::string& page, Look look, Lasts lasts) {
  const std::vector<std::string> talks = tidy(look.talks, limits_.talks_per_page);
  if (talks.empty()) {
    forget(page);
    return true;
  }
  if (!pages_.contains(page) && pages_.size() >= limits_.pages) {
    return false;
  }
  Page& entry = pages_[page];
  const auto now = Clock::now();
  const bool is_same = entry.look.name == look.name && entry.look.writing == look.writing;
  settle(page, entry, talks);
  if (entry.look.name != look.name) {
    entry.key = make_name_key(look.name).folded;
  }
  entry.look = {std::move(look.name), talks, std::move(look.writing)};
  entry.lease_ends = lasts == Lasts::for_a_lease ? now + limits_.lease : Clock::time_point::max();
  entry.writing_ends =
      entry.look.writing.empty() ? Clock::time_point::max() : now + limits_.writing;
  check_later(page, entry);
  if (!is_same) {
    std::ranges::for_each(talks, [this](const std::string& talk) { change(talk); });
  }
  return true;
}

void Presence::forget(const std::string& page) {
  const auto found = pages_.find(page);
  if (found != pages_.end()) {
    settle(page, found->second, {});
    pages_.erase(found);
  }
}

// Enters and leaves until the page looks at these talks.
void Presence::settle(const std::string& page, Page& entry, const std::vector<std::string>& talks) {
  const auto before = std::exchange(entry.look.talks, {});
  for (const std::string& talk : before) {
    if (std::ranges::find(talks, talk) == talks.end()) {
      entry.since.erase(talk);
      leave(page, talk);
    }
  }
  for (const std::string& talk : talks) {
    if (!entry.since.contains(talk)) {
      entry.since[talk] = not_told;
      rooms_[talk].pages.push_back(page);
      change(talk);
    }
  }
  entry.look.talks = talks;
}

void Presence::leave(const std::string& page, const std::string& talk) {
  const auto room = rooms_.find(talk);
  if (room == rooms_.end()) {
    return;
  }
  std::erase(room->second.pages, page);
  if (room->second.pages.empty()) {
    rooms_.erase(room);
  } else {
    change(talk);
  }
}

void Presence::change(const std::string& talk) {
  Room& room = rooms_.at(talk);
  if (!std::exchange(room.changed, true)) {
    schedule(std::max(Clock::now(), room.told_at + limits_.pause), {.talk = talk});
  }
}

void Presence::tell(const std::string& talk) {
  const auto found = rooms_.find(talk);
  if (found == rooms_.end()) {
    return;
  }
  Room& room = found->second;
  room.changed = false;
  std::string told = describe(talk, room);
  const bool is_new = told != room.told;
  ++clock_;
  if (is_new) {
    room.told = std::move(told);
    room.told_as = clock_;
    room.told_at = Clock::now();
  }
  for (const std::string& page : room.pages) {
    Heard& since = pages_.at(page).since.at(talk);
    const bool has_come = since == not_told;
    if (has_come) {
      since = clock_;
    }
    if (is_new || has_come) {
      notify(page);
    }
  }
}

std::string Presence::describe(const std::string& talk, const Room& room) const {
  Names here;
  Names writing;
  for (const std::string& id : room.pages) {
    const Page& page = pages_.at(id);
    here.add(page.key, page.look.name);
    if (page.look.writing == talk) {
      writing.add(page.key, page.look.name);
    }
  }
  const std::size_t more = here.cut(limits_.names_told);
  writing.cut(limits_.names_told);
  return JsonObject()
      .text("talk", talk)
      .value("here", here.json())
      .number("more", more)
      .value("writing", writing.json())
      .close();
}

Presence::Heard Presence::told_as(const Page& page, const std::string& talk) const {
  const Heard since = page.since.at(talk);
  return since == not_told ? 0 : std::max(rooms_.at(talk).told_as, since);
}

std::vector<std::string> Presence::news(const std::string& page, Heard& heard) const {
  std::vector<std::string> news;
  const auto found = pages_.find(page);
  if (found != pages_.end()) {
    for (const std::string& talk : found->second.look.talks) {
      if (told_as(found->second, talk) > heard) {
        news.push_back(rooms_.at(talk).told);
      }
    }
  }
  heard = clock_;
  return news;
}

bool Presence::has_news(const std::string& page, Heard heard) const {
  const auto found = pages_.find(page);
  return found != pages_.end() &&
         std::ranges::any_of(found->second.look.talks, [&](const std::string& talk) {
           return told_as(found->second, talk) > heard;
         });
}

std::size_t Presence::subscribe(const std::string& page, Notify notify) {
  subscriptions_.emplace(page, std::pair(++last_subscription_, std::move(notify)));
  lease(page, Clock::now() + limits_.lease);
  return last_subscription_;
}

void Presence::unsubscribe(const std::string& page, std::size_t subscription) {
  const auto [begin, end] = subscriptions_.equal_range(page);
  const auto found =
      std::find_if(begin, end, [&](const auto& each) { return each.second.first == subscription; });
  if (found != end) {
    subscriptions_.erase(found);
  }
  if (!subscriptions_.contains(page)) {
    lease(page, Clock::now() + limits_.lease_of_gone);
  }
}

void Presence::lease(const std::string& page, Clock::time_point end) {
  const auto found = pages_.find(page);
  if (found != pages_.end() && found->second.lease_ends != Clock::time_point::max()) {
    found->second.lease_ends = end;
    check_later(page, found->second);
  }
}

void Presence::notify(const std::string& page) {
  const auto [begin, end] = subscriptions_.equal_range(page);
  std::for_each(begin, end, [](const auto& each) { each.second.second(); });
}

void Presence::check(const std::string& page) {
  const auto found = pages_.find(page);
  const auto now = Clock::now();
  // An earlier look may have been put in its place.
  if (found == pages_.end() || found->second.checked > now) {
    return;
  }
  Page& entry = found->second;
  if (entry.lease_ends <= now) {
    return forget(page);
  }
  entry.checked = Clock::time_point::max();
  if (entry.writing_ends <= now) {
    entry.writing_ends = Clock::time_point::max();
    entry.look.writing.clear();
    std::ranges::for_each(entry.look.talks, [this](const std::string& talk) { change(talk); });
  }
  check_later(page, entry);
}

void Presence::check_later(const std::string& page, Page& entry) {
  const auto next = std::min(entry.lease_ends, entry.writing_ends);
  if (next < entry.checked) {
    entry.checked = next;
    schedule(next, {.page = page});
  }
}

void Presence::schedule(Clock::time_point time, Task task) {
  const auto added = tasks_.emplace(time, std::move(task));
  if (added == tasks_.begin()) {
    work();
  }
}

void Presence::work() {
  timer_.expires_at(tasks_.begin()->first);
  timer_.async_wait([this](const boost::system::error_code& error) {
    if (error) {
      return;
    }
    const auto now = Clock::now();
    while (!tasks_.empty() && tasks_.begin()->first <= now) {
      const Task task = std::move(tasks_.extract(tasks_.begin()).mapped());
      task.page.empty() ? tell(task.talk) : check(task.page);
    }
    if (!tasks_.empty()) {
      work();
    }
  });
}

}  // namespace skillboard
