#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/system/error_code.hpp>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "skillboard/board/board.hpp"
#include "skillboard/storage/error.hpp"
#include "skillboard/storage/memory_journal.hpp"

namespace skillboard {

// A journal that keeps everything in memory, and can be held up or made to fail.
class TroubledJournal final : public Journal {
 public:
  explicit TroubledJournal(boost::asio::io_context& loop)
      : kept_(loop.get_executor(), "testepoch") {}

  void recover(Reader& reader, Recovering handler) override {
    ++recoveries;
    if (failure) {
      return handler(failure);
    }
    kept_.recover(reader, std::move(handler));
  }

  void append(Version expected, std::vector<Entry> entries, Appending handler) override {
    ++appends;
    if (failure) {
      return handler(failure);
    }
    auto go = [this, expected, entries = std::move(entries), handler = std::move(handler)] {
      kept_.append(expected, entries, handler);
    };
    held ? held_back.push_back(std::move(go)) : go();
  }

  void read(HistoryQuery query, Reading handler) override {
    kept_.read(std::move(query), std::move(handler));
  }

  void offer_snapshot(const TalkStore&) override {}

  void release() {
    held = false;
    for (const auto& go : std::exchange(held_back, {})) {
      go();
    }
  }

  bool held = false;
  std::vector<std::function<void()>> held_back;
  boost::system::error_code failure;
  int appends = 0;
  int recoveries = 0;

 private:
  MemoryJournal kept_;
};

// A board on a journal of its own, and what a member does with it.
class BoardFixture : public testing::Test, protected WaitingRoom::Keeper {
 protected:
  BoardFixture() { room.open(*this); }

  void start() {
    board.emplace(
        loop, journal, room, options,
        Board::World{[this] { return now; }, [this] { return "id" + std::to_string(++ids); },
                     [this](boost::system::error_code error) { journal_news.push_back(error); }});
    boost::system::error_code started = JournalError::not_recovered;
    board->start([&](boost::system::error_code error) { started = error; });
    settle();
    ASSERT_FALSE(started) << started.message();
  }

  // Does all that is ready.
  void settle() {
    loop.restart();
    while (loop.poll() > 0) {
    }
  }

  // Runs until the pause before the next recovery is over and what it starts is done.
  void let_recover() {
    loop.restart();
    const int before = journal.recoveries;
    while (journal.recoveries == before) {
      loop.run_one();
    }
    settle();
  }

  // Submits, and keeps the decision where the test can see whether it has come.
  std::shared_ptr<std::optional<Decision>> submit(Intention intention, Precondition when = {},
                                                  std::optional<RetryKey> key = {}) {
    auto decision = std::make_shared<std::optional<Decision>>();
    board->submit(
        {std::move(intention), {.name = name, .device = device}, std::move(when), std::move(key)},
        [decision](const Decision& decided) { *decision = decided; });
    return decision;
  }

  Decision decide(Intention intention, Precondition when = {}, std::optional<RetryKey> key = {}) {
    const auto decision = submit(std::move(intention), std::move(when), std::move(key));
    settle();
    EXPECT_TRUE(decision->has_value()) << "the board has not answered";
    return decision->value_or(Rejected{Refusal::journal_unavailable, {}});
  }

  Decision propose(const std::string& title, const std::string& summary = "summary") {
    return decide(ProposeOrEditTalk{title, "Ana", summary});
  }

  std::string list() const { return *board->publication()->list(); }

  Version version() const { return board->publication()->version(); }

  WaitingRoom::Next readable(int, WaitingRoom::Note, bool) override { return {}; }

  WaitingRoom::Next due(int, WaitingRoom::Note, WaitingRoom::Reason) override {
    ++woken;
    return {};
  }

  void closing(int, WaitingRoom::Note) override {}

  boost::asio::io_context loop;
  WaitingRoom room{loop};
  TroubledJournal journal{loop};
  BoardOptions options;
  Instant now{std::chrono::milliseconds(1'700'000'000'000)};
  // Who submits: under which name, and from which device, if from any.
  std::string name;
  std::string device;
  int ids = 0;
  int woken = 0;
  std::vector<boost::system::error_code> journal_news;
  std::optional<Board> board;
};

// The refusal, or nothing when it was accepted.
inline std::optional<Refusal> refusal(const Decision& decision) {
  return decision ? std::nullopt : std::optional(decision.error().refusal);
}

}  // namespace skillboard
