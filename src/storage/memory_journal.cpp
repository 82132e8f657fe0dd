#include "skillboard/storage/memory_journal.hpp"

#include <boost/asio/post.hpp>

#include <cstddef>
#include <utility>

#include "skillboard/storage/error.hpp"

namespace skillboard {

namespace asio = boost::asio;

MemoryJournal::MemoryJournal(asio::any_io_executor loop, std::string epoch)
    : loop_(std::move(loop)) {
  state_.epoch = std::move(epoch);
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

void MemoryJournal::post(std::function<void()> function) {
  asio::post(loop_, [alive = std::weak_ptr(alive_), function = std::move(function)] {
    if (!alive.expired()) {
      function();
    }
  });
}

void MemoryJournal::keep(const Entry& entry) {
  constexpr std::ptrdiff_t most_receipts = 50'000;
  if (entry.change) {
    state_.talks.apply(*entry.change);
  }
  if (entry.receipt) {
    state_.receipts.push_back(*entry.receipt);
  }
  // Half at a time, so that a receipt costs the same however many there are.
  if (std::ssize(state_.receipts) > most_receipts) {
    state_.receipts.erase(state_.receipts.begin(), state_.receipts.begin() + most_receipts / 2);
  }
}

}  // namespace skillboard
