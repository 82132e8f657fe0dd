#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/error_code.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "skillboard/board/decide.hpp"
#include "skillboard/board/decision.hpp"
#include "skillboard/board/permission.hpp"
#include "skillboard/board/publication.hpp"
#include "skillboard/board/receipts.hpp"
#include "skillboard/board/recent_changes.hpp"
#include "skillboard/board/submission.hpp"
#include "skillboard/polling/waiting_room.hpp"
#include "skillboard/storage/journal.hpp"

namespace skillboard {

struct BoardOptions {
  BoardLimits limits;
  NamePolicy names;
  // Submissions that wait for the journal.
  std::size_t queue = 1'000;
  // How long a retry is recognized, and how many are remembered.
  std::chrono::hours receipts_kept{24};
  std::size_t most_receipts = 50'000;
  RecentChangesLimits recent_changes;
  // The pause before a journal that failed is tried again.
  std::chrono::milliseconds recovery_pause{1'000};
  // How exactly it is remembered when a device was seen last.
  std::chrono::milliseconds sighting_interval = std::chrono::hours(1);
};

// What became of submissions that were decided and written together.
struct BatchReport {
  std::size_t submissions = 0;
  std::size_t changes = 0;
  std::chrono::nanoseconds took{};  // in the journal
  bool durable = false;
};

// The one door through which things change.
//
// Submissions gather while the journal writes. The board takes all that have gathered, decides one
// after the other against its working state, makes their changes durable in one transaction, and
// only then publishes the new board, wakes the waiting room and answers. It learns what happened
// from the journal alone. When the journal fails, nothing of the batch has happened: the
// submissions are refused, reading goes on from the last publication, and the working state is
// rebuilt from the journal as at start-up, again and again until that succeeds.
class Board final : private Journal::Reader {
 public:
  using Clock = std::function<Instant()>;
  using Ready = std::function<void(boost::system::error_code)>;
  using Answering = std::function<void(const Decision&)>;

  // What it needs of the world.
  struct World {
    Clock now;
    MakeId make_id;
    // Told the error when the journal fails, and success when it writes again.
    std::function<void(boost::system::error_code)> journal_changed = [](auto) {};
    // Told of each batch when the journal is through with it.
    std::function<void(const BatchReport&)> batch_written = [](const BatchReport&) {};
  };

  // All of them outlive the board.
  Board(boost::asio::io_context& loop, Journal& journal, WaitingRoom& room,
        const BoardOptions& options, World world);

  // Reads the journal. Nothing else may be asked of the board before `ready` says success.
  void start(Ready ready);

  // Decides a submission; `answering` is called from the loop when the decision is durable.
  void submit(Submission submission, Answering answering);

  // Remembers that this device was here, if it holds a name. Costs a commit now and then.
  void see(const std::string& device);

  // When this device was seen last, if it is remembered.
  std::optional<Instant> last_seen(const std::string& device) const;

  // Reads a part of the history, nothing newer than the publication; see `Journal::read`.
  void read(HistoryQuery query, Journal::Reading handler);

  // The board as everybody may see it, and the same with what is removed but not yet purged.
  const PublicationPointer& publication() const { return publication_; }

  const TalkStore& talks() const { return published_; }

  const BoardOptions& options() const { return options_; }

  // How many submissions wait for the journal, beside those that it writes just now.
  std::size_t waiting() const { return queue_.size(); }

  // Whether the journal took what it was last given, as far as is known.
  bool is_writable() const { return state_ != State::recovering; }

  // The time that a change would get.
  Instant now() const { return world_.now(); }

  // What the tokens of devices are hashed with.
  const std::string& device_key() const { return device_key_; }

  // The latest changes, as they are told.
  const RecentChanges& recent_changes() const { return recent_changes_; }

 private:
  struct Waiting {
    Submission submission;
    Answering answering;
  };

  struct Answered {
    Answering answering;
    Decision decision;
  };

  enum class State { recovering, idle, writing };

  void committed(std::span<const Entry> entries) override;

  void recover(Ready ready);
  void rebuild(Recovered recovered);
  void begin_batch();
  Decision decide_one(const Submission& submission, std::vector<Entry>& entries);
  // The first decision of a request that comes again; nothing when it is new.
  std::optional<Decision> decide_retry(const Submission& retry) const;
  void end_batch(boost::system::error_code error, const std::vector<Answered>& answers);
  void refuse_all();
  void try_to_recover();
  void try_again_later();

  boost::asio::io_context& loop_;
  Journal& journal_;
  WaitingRoom& room_;
  const BoardOptions& options_;
  World world_;
  boost::asio::steady_timer pause_;

  State state_ = State::recovering;
  // The published board, and what the batch under way makes of it.
  TalkStore published_;
  TalkStore working_;
  RecentChanges recent_changes_;
  Receipts receipts_;
  std::string device_key_;
  // When each device was seen last.
  std::unordered_map<std::string, Instant> sightings_;
  PublicationPointer publication_;
  std::vector<Waiting> queue_;
};

}  // namespace skillboard
