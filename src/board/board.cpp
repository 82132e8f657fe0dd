#include "skillboard/board/board.hpp"

#include <boost/asio/post.hpp>

#include <memory>
#include <set>
#include <utility>

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
      receipts_(options.receipts_kept, options.most_receipts) {}

void Board::start(Ready ready) {
  recover(std::move(ready));
}

void Board::submit(Submission submission, Answering answering) {
  const auto answer = [&](const Rejected& rejected) {
    asio::post(loop_, [answering = std::move(answering), rejected] { answering(rejected); });
  };
  if (const auto wrong = check_texts(submission.intention, options_.limits)) {
    return answer(*wrong);
  }
  if (state_ == State::recovering) {
    return answer({Refusal::journal_unavailable, {}});
  }
  if (queue_.size() >= options_.queue) {
    return answer({Refusal::too_many_waiting, {}});
  }
  queue_.push_back({std::move(submission), std::move(answering)});
  if (state_ == State::idle && queue_.size() == 1) {
    // Not at once: what else is ready on the loop may join the batch.
    asio::post(loop_, [this] { begin_batch(); });
  }
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
  journal_.append(expected, std::move(entries),
                  [this, answers = std::move(answers)](error_code error) {
                    state_ = State::idle;
                    end_batch(error, answers);
                  });
}

Decision Board::decide_one(const Submission& submission, std::vector<Entry>& entries) {
  const auto& retry = submission.retry_key;
  if (retry) {
    if (auto decision = decide_retry(*retry)) {
      return *std::move(decision);
    }
  }
  const Instant now = world_.now();
  Decided decided = decide(working_, submission, {options_.limits, now, world_.make_id});
  Entry entry{std::move(decided.change), std::nullopt};
  if (entry.change) {
    working_.apply(*entry.change);
  }
  if (retry) {
    entry.receipt = Receipt{retry->key, retry->fingerprint, encode_outcome(decided.decision),
                            working_.version(), now};
    receipts_.add(*entry.receipt);
  }
  if (entry.change || entry.receipt) {
    entries.push_back(std::move(entry));
  }
  return std::move(decided.decision);
}

std::optional<Decision> Board::decide_retry(const RetryKey& retry) const {
  const Receipt* receipt = receipts_.find(retry.key);
  if (receipt == nullptr) {
    return std::nullopt;
  }
  if (receipt->fingerprint != retry.fingerprint) {
    return Rejected{Refusal::retry_key_reused, {}};
  }
  return decode_outcome(receipt->outcome, receipt->version);
}

void Board::committed(std::span<const Entry> entries) {
  std::set<std::string> touched;
  for (const Entry& entry : entries) {
    if (entry.change) {
      touched.insert(touched_talk(*entry.change));
      if (entry.change->version > working_.version()) {
        working_.apply(*entry.change);  // somebody else's: our own stand there already
      }
    }
  }
  if (!touched.empty()) {
    publication_ = std::make_shared<const Publication>(*publication_, working_, touched);
    room_.wake(WaitingRoom::Reason::changed);
    journal_.offer_snapshot(working_);
  }
}

void Board::end_batch(error_code error, const std::vector<Answered>& answers) {
  if (error) {
    state_ = State::recovering;
    world_.journal_changed(error);
  }
  for (const Answered& answered : answers) {
    answered.answering(error ? Decision(Rejected{Refusal::journal_unavailable, {}})
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
    waiting.answering(Rejected{Refusal::journal_unavailable, {}});
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
  working_ = std::move(recovered.talks);
  receipts_.clear();
  for (Receipt& receipt : recovered.receipts) {
    receipts_.add(std::move(receipt));
  }
  auto rebuilt = std::make_shared<const Publication>(std::move(recovered.epoch), working_);
  if (publication_ && publication_->tag() != rebuilt->tag()) {
    room_.wake(WaitingRoom::Reason::changed);
  }
  publication_ = std::move(rebuilt);
}

}  // namespace skillboard
