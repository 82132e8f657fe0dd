#include "skillboard/board/board.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "skillboard/board/check_texts.hpp"

namespace skillboard {

namespace asio = boost::asio;
using boost::system::error_code;

Board::Board(asio::io_context& loop, Journal& journal, WaitingRoom& room,
             const BoardOptions& options, World world)
    : loop_(loop),
      journal_(journal),
      room_(room),
      options_(options),
      world_(std::move(world)),
      pause_(loop),
      recent_changes_(options.recent_changes),
      receipts_(options.receipts_kept, options.most_receipts) {}

void Board::start(Ready ready) {
  recover(std::move(ready));
}

void Board::submit(Submission submission, Answering answering) {
  const auto answer = [&](const Rejected& rejected) {
    asio::post(loop_, [answering = std::move(answering), rejected] { answering(rejected); });
  };
  if (const auto wrong = check_texts(submission, options_.limits)) {
    return answer(*wrong);
  }
  if (state_ == State::recovering) {
    return answer({Refusal::journal_unavailable});
  }
  if (queue_.size() >= options_.queue) {
    return answer({Refusal::too_many_waiting});
  }
  queue_.push_back({std::move(submission), std::move(answering)});
  if (state_ == State::idle && queue_.size() == 1) {
    // Not at once: what else is ready on the loop may join the batch.
    asio::post(loop_, [this] { begin_batch(); });
  }
}

void Board::read(HistoryQuery query, Journal::Reading handler) {
  query.before = std::min(query.before, published_.version() + 1);
  journal_.read(std::move(query), std::move(handler));
}

void Board::see(const std::string& device) {
  const auto last = last_seen(device);
  const bool again = !last || *last + options_.sighting_interval <= world_.now();
  if (again && !published_.roster().held_by(device).empty()) {
    submit({.intention = SeeDevice{}, .actor = {.device = device}}, [](const Decision&) {});
  }
}

std::optional<Instant> Board::last_seen(const std::string& device) const {
  const auto found = sightings_.find(device);
  return found == sightings_.end() ? std::nullopt : std::optional(found->second);
}

void Board::begin_batch() {
  if (state_ != State::idle || queue_.empty()) {
    return;
  }
  const Version expected = working_.version();
  std::vector<Entry> entries;
  std::vector<Answered> answers;
  for (Waiting& waiting : std::exchange(queue_, {})) {
    answers.push_back({std::move(waiting.answering), decide_one(waiting.submission, entries)});
  }
  if (entries.empty()) {
    return end_batch({}, answers);
  }
  state_ = State::writing;
  const auto changes =
      std::ranges::count_if(entries, [](const Entry& entry) { return entry.change.has_value(); });
  BatchReport report{.submissions = answers.size(), .changes = static_cast<std::size_t>(changes)};
  const auto began = std::chrono::steady_clock::now();
  journal_.append(expected, std::move(entries),
                  [this, report, began, answers = std::move(answers)](error_code error) mutable {
                    state_ = State::idle;
                    report.took = std::chrono::steady_clock::now() - began;
                    report.durable = !error;
                    world_.batch_written(report);
                    end_batch(error, answers);
                  });
}

Decision Board::decide_one(const Submission& submission, std::vector<Entry>& entries) {
  const auto& retry = submission.retry_key;
  if (retry) {
    if (auto decision = decide_retry(submission)) {
      return *std::move(decision);
    }
  }
  const Instant now = world_.now();
  Decided decided =
      decide(working_, submission, {options_.limits, options_.names, now, world_.make_id});
  Entry entry{.change = std::move(decided.change), .sighting = std::move(decided.sighting)};
  if (entry.change) {
    working_.apply(*entry.change);
  }
  if (retry && !is_outdated(decided.decision)) {
    entry.receipt = Receipt{retry->key, retry->fingerprint, encode_outcome(decided.decision),
                            working_.version(), now};
    receipts_.add(*entry.receipt);
  }
  if (entry.change || entry.receipt || entry.sighting) {
    entries.push_back(std::move(entry));
  }
  return std::move(decided.decision);
}

std::optional<Decision> Board::decide_retry(const Submission& retry) const {
  const Receipt* receipt = receipts_.find(retry.retry_key->key);
  if (receipt == nullptr) {
    return std::nullopt;
  }
  if (receipt->fingerprint != retry.retry_key->fingerprint) {
    return Rejected{Refusal::retry_key_reused};
  }
  return decode_outcome(receipt->outcome, receipt->version, retry.intention);
}

void Board::committed(std::span<const Entry> entries) {
  std::set<std::string> touched;
  const Version before = published_.version();
  for (const Entry& entry : entries) {
    if (entry.sighting) {
      sightings_[entry.sighting->device] = entry.sighting->seen;
    }
    if (entry.change) {
      for (const Step& step : entry.change->steps) {
        touched.insert(talk_of(step.event));
      }
      working_.apply(*entry.change);  // passes over our own, which stand there already
      published_.apply(*entry.change);
      recent_changes_.add(*entry.change, published_);
    }
  }
  if (published_.version() != before) {
    publication_ = std::make_shared<const Publication>(*publication_, published_, touched);
    room_.wake(WaitingRoom::Reason::changed);
    journal_.offer_snapshot(published_);
  }
}

void Board::end_batch(error_code error, const std::vector<Answered>& answers) {
  if (error) {
    state_ = State::recovering;
    world_.journal_changed(error);
  }
  for (const Answered& answered : answers) {
    answered.answering(error ? Decision(Rejected{Refusal::journal_unavailable})
                             : answered.decision);
  }
  if (error) {
    refuse_all();
    try_to_recover();
  } else {
    begin_batch();
  }
}

void Board::refuse_all() {
  for (const Waiting& waiting : std::exchange(queue_, {})) {
    waiting.answering(Rejected{Refusal::journal_unavailable});
  }
}

void Board::try_to_recover() {
  recover([this](error_code error) {
    if (error) {
      try_again_later();
    } else {
      world_.journal_changed({});
    }
  });
}

void Board::try_again_later() {
  pause_.expires_after(options_.recovery_pause);
  pause_.async_wait([this](error_code cancelled) {
    if (!cancelled) {
      try_to_recover();
    }
  });
}

void Board::recover(Ready ready) {
  journal_.recover(*this,
                   [this, ready = std::move(ready)](boost::system::result<Recovered> recovered) {
                     if (!recovered) {
                       return ready(recovered.error());
                     }
                     rebuild(*std::move(recovered));
                     state_ = State::idle;
                     ready({});
                   });
}

void Board::rebuild(Recovered recovered) {
  if (recovered.talks.version() != published_.version()) {
    recent_changes_.clear();
  }
  published_ = std::move(recovered.talks);
  working_ = published_;
  receipts_.clear();
  for (Receipt& receipt : recovered.receipts) {
    receipts_.add(std::move(receipt));
  }
  device_key_ = std::move(recovered.device_key);
  sightings_.clear();
  for (const Sighting& sighting : recovered.sightings) {
    sightings_.emplace(sighting.device, sighting.seen);
  }
  auto rebuilt = std::make_shared<const Publication>(std::move(recovered.epoch), published_);
  if (publication_ && publication_->tag() != rebuilt->tag()) {
    room_.wake(WaitingRoom::Reason::changed);
  }
  publication_ = std::move(rebuilt);
}

}  // namespace skillboard
