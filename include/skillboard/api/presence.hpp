#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace skillboard {

// What a page looks at, and under which name.
struct Look {
  std::string name;  // empty for one that is not told of
  std::vector<std::string> talks;
  std::string writing;  // the talk on which its person writes a comment just now; empty for none
};

struct PresenceLimits {
  std::size_t pages = 20'000;
  std::size_t talks_per_page = 20;
  std::size_t names_told = 20;
  // Between two tellings about one talk.
  std::chrono::milliseconds pause{1'000};
  // For how long somebody counts as writing.
  std::chrono::milliseconds writing{6'000};
  // For how long a page counts that has to say again that it is there; and one that was told of
  // others, and is not any more.
  std::chrono::milliseconds lease{30'000};
  std::chrono::milliseconds lease_of_gone{5'000};
};

// Who looks at which talk, and who is writing there: in memory only, and only for those who look at
// it themselves. Pages are known by ids of their own.
class Presence {
 public:
  using Clock = std::chrono::steady_clock;
  // Called when there may be something to tell to a page.
  using Notify = std::function<void()>;

  explicit Presence(boost::asio::io_context& loop, PresenceLimits limits = {});

  // Until when a page looks at what it says that it looks at.
  enum class Lasts { until_forgotten, for_a_lease };

  // The page looks at this from now on, until it says something else, is forgotten, or its lease is
  // over. False when there are too many pages; talks beyond the limit are passed over.
  bool look(const std::string& page, Look look, Lasts lasts = Lasts::until_forgotten);
  void forget(const std::string& page);

  // How far somebody has heard.
  using Heard = std::uint64_t;

  // What the page is to be told that it has not heard, each talk as JSON; `heard` is moved on. Who
  // begins with 0 is told of each talk it looks at; one that it begins to look at is told as soon
  // as the pause after the last telling allows.
  std::vector<std::string> news(const std::string& page, Heard& heard) const;
  bool has_news(const std::string& page, Heard heard) const;

  // Has `notify` called for this page until it is taken back, by the number that is returned. The
  // page need not be known yet. A lease begins anew, and is cut short when nobody listens for the
  // page any more: it has gone, or comes again at once.
  std::size_t subscribe(const std::string& page, Notify notify);
  void unsubscribe(const std::string& page, std::size_t subscription);

  // How many pages look at anything, and talks that are looked at.
  std::size_t pages() const { return pages_.size(); }

  std::size_t rooms() const { return rooms_.size(); }

 private:
  static constexpr Heard not_told = 0;

  struct Page {
    Look look;
    std::string key{};  // what its name is compared by
    // As of when it has been told of each of them, at the earliest.
    std::map<std::string, Heard> since{};
    Clock::time_point lease_ends = Clock::time_point::max();
    Clock::time_point writing_ends = Clock::time_point::max();
    Clock::time_point checked = Clock::time_point::max();  // when it is looked at next
  };

  struct Room {
    std::vector<std::string> pages{};  // in the order of their coming
    std::string told{};                // last, and when
    Heard told_as = 0;
    Clock::time_point told_at{};
    bool changed = false;
  };

  // What is to be done at some time: to look whether the time of a page is up, or to tell what has
  // changed about a talk.
  struct Task {
    std::string page{};
    std::string talk{};
  };

  void settle(const std::string& page, Page& entry, const std::vector<std::string>& talks);
  void leave(const std::string& page, const std::string& talk);
  void change(const std::string& talk);
  void tell(const std::string& talk);
  std::string describe(const std::string& talk, const Room& room) const;
  Heard told_as(const Page& page, const std::string& talk) const;
  void notify(const std::string& page);
  // Lets a page that has a lease have it until then.
  void lease(const std::string& page, Clock::time_point end);
  void check(const std::string& page);
  void check_later(const std::string& page, Page& entry);
  void schedule(Clock::time_point time, Task task);
  void work();

  PresenceLimits limits_;
  boost::asio::steady_timer timer_;
  std::map<std::string, Page> pages_;
  std::map<std::string, Room> rooms_;
  std::multimap<Clock::time_point, Task> tasks_;
  std::multimap<std::string, std::pair<std::size_t, Notify>> subscriptions_;
  std::size_t last_subscription_ = 0;
  Heard clock_ = 0;
};

}  // namespace skillboard
