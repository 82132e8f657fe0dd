#include "skillboard/storage/memory_journal.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <variant>

#include "skillboard/names/device_token.hpp"
#include "skillboard/storage/error.hpp"

namespace skillboard {

namespace asio = boost::asio;

MemoryJournal::MemoryJournal(asio::any_io_executor loop, std::string epoch)
    : loop_(std::move(loop)) {
  state_.epoch = std::move(epoch);
  state_.device_key = make_device_key();
}

void MemoryJournal::recover(Reader& reader, Recovering handler) {
  post([this, &reader, handler = std::move(handler)] {
    reader_ = &reader;
    handler(state_);
  });
}

void MemoryJournal::append(Version expected, std::vector<Entry> entries, Appending handler) {
  post([this, expected, entries = std::move(entries), handler = std::move(handler)] {
    if (reader_ == nullptr) {
      handler(JournalError::not_recovered);
      return;
    }
    if (expected != state_.talks.version()) {
      reader_ = nullptr;
      handler(JournalError::conflict);
      return;
    }
    for (const Entry& entry : entries) {
      keep(entry);
    }
    reader_->committed(entries);
    handler({});
  });
}

namespace {

bool fits(const Change& change, const HistoryQuery& query) {
  const auto is_about = [&](const Step& step) { return talk_of(step.event) == query.talk; };
  return change.version > query.after && change.version < query.before &&
         (query.by.empty() || change.by == query.by) &&
         (query.device.empty() || change.device == query.device) &&
         (query.talk.empty() || std::ranges::any_of(change.steps, is_about));
}

}  // namespace

void MemoryJournal::read(HistoryQuery query, Reading handler) {
  post([this, query = std::move(query), handler = std::move(handler)] {
    std::vector<Change> changes;
    const auto take = [&](const Change& change) {
      if (changes.size() < query.most && fits(change, query)) {
        changes.push_back(change);
      }
    };
    if (query.newest_first) {
      std::for_each(history_.rbegin(), history_.rend(), take);
    } else {
      std::for_each(history_.begin(), history_.end(), take);
    }
    handler(std::move(changes));
  });
}

void MemoryJournal::post(std::function<void()> function) {
  asio::post(loop_, [alive = std::weak_ptr(alive_), function = std::move(function)] {
    if (!alive.expired()) {
      function();
    }
  });
}

void MemoryJournal::purge(const Change& purging) {
  for (const Step& step : purging.steps) {
    if (const auto* purged = std::get_if<Purged>(&step.event)) {
      for (Change& change : history_) {
        scrub(change, *purged);
      }
    }
  }
}

void MemoryJournal::keep(const Entry& entry) {
  constexpr std::ptrdiff_t most_receipts = 50'000;
  if (entry.change) {
    state_.talks.apply(*entry.change);
    purge(*entry.change);
    history_.push_back(*entry.change);
  }
  if (entry.receipt) {
    state_.receipts.push_back(*entry.receipt);
  }
  if (entry.sighting) {
    std::erase_if(state_.sightings, [&](const Sighting& sighting) {
      return sighting.device == entry.sighting->device;
    });
    state_.sightings.push_back(*entry.sighting);
  }
  // Half at a time, so that a receipt costs the same however many there are.
  if (std::ssize(state_.receipts) > most_receipts) {
    state_.receipts.erase(state_.receipts.begin(), state_.receipts.begin() + most_receipts / 2);
  }
}

}  // namespace skillboard
