#include "skillboard/storage/sqlite_journal.hpp"

#include <boost/asio/execution.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include <algorithm>
#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

#include "skillboard/storage/error.hpp"
#include "skillboard/storage/journal_database.hpp"

namespace skillboard {

namespace asio = boost::asio;
using boost::system::error_code;

// `database_` and `contents_` belong to the disk thread, everything else to the loop.
class SqliteJournal::Impl {
 public:
  Impl(asio::any_io_executor loop, Version changes_between_snapshots,
       std::unique_ptr<JournalDatabase> database, JournalContents contents)
      : loop_(std::move(loop)),
        pause_(loop_),
        changes_between_snapshots_(changes_between_snapshots),
        database_(std::move(database)),
        contents_(std::move(contents)) {}

  void recover(Reader& reader, Recovering handler) {
    reader_ = nullptr;
    const auto use = [this, &reader, handler = std::move(handler)](
                         boost::system::result<JournalContents> contents) {
      if (!contents) {
        handler(contents.error());
        return;
      }
      reader_ = &reader;
      epoch_ = contents->recovered.epoch;
      device_key_ = contents->recovered.device_key;
      last_snapshot_ = std::max(last_snapshot_, contents->snapshot);
      handler(std::move(contents->recovered));
      tidy();
    };
    run<boost::system::result<JournalContents>>([this] { return read(); }, use);
  }

  void append(Version expected, std::vector<Entry> entries, Appending handler) {
    if (reader_ == nullptr) {
      asio::post(loop_, [handler = std::move(handler), alive = std::weak_ptr(alive_)] {
        if (!alive.expired()) {
          handler(JournalError::not_recovered);
        }
      });
      return;
    }
    const auto batch = std::make_shared<const std::vector<Entry>>(std::move(entries));
    const auto tell = [this, batch, handler = std::move(handler)](error_code error) {
      if (error) {
        reader_ = nullptr;
      } else {
        reader_->committed(*batch);
      }
      handler(error);
    };
    run<error_code>([this, expected, batch] { return database_->append(expected, *batch); }, tell);
    if (purges(*batch)) {
      tidy();
    }
  }

  void read(HistoryQuery query, Reading handler) {
    const auto look = [this, query = std::move(query)] { return database_->read(query); };
    run<boost::system::result<std::vector<Change>>>(look, std::move(handler));
  }

  void offer_snapshot(const TalkStore& talks) {
    if (reader_ == nullptr || talks.version() < last_snapshot_ + changes_between_snapshots_) {
      return;
    }
    // A failed one is not tried again before the next is due: the disk may be too full for it, but
    // not for what is appended.
    last_snapshot_ = talks.version();
    Snapshot snapshot{epoch_, device_key_, talks.version(), talks.kept_talks(),
                      talks.roster().names()};
    const auto write = [this, snapshot = std::move(snapshot)] {
      return database_->write_snapshot(snapshot);
    };
    // Its failure is told by the next append.
    run<error_code>(write, [](error_code) {});
  }

 private:
  // Looks whether a purge left anything in the log, and again until it has not.
  void tidy() {
    using Tidied = boost::system::result<JournalDatabase::Tidied>;
    run<Tidied>([this] { return database_->tidy(); },
                [this](Tidied tidied) {
                  if (tidied && *tidied == JournalDatabase::Tidied::not_yet) {
                    tidy_later();
                  }
                });
  }

  void tidy_later() {
    pause_.expires_after(std::chrono::seconds(1));
    pause_.async_wait([this](error_code cancelled) {
      if (!cancelled) {
        tidy();
      }
    });
  }

  // Runs `work` on the disk thread, and `use` with its result on the loop if the journal is still
  // there. An exception (no memory, a text that is not UTF-8) is a failure like those of the disk:
  // the database takes nothing more until it has recovered.
  template <typename Result, typename Work, typename Use>
  void run(Work work, Use use) {
    auto loop = asio::prefer(loop_, asio::execution::outstanding_work_t::tracked);
    asio::post(disk_, [loop = std::move(loop), work = std::move(work), use = std::move(use),
                       alive = std::weak_ptr(alive_)]() mutable {
      Result result = make_error_code(JournalError::cannot_write);
      try {
        result = work();
      } catch (const std::exception&) {  // the result says so
      }
      asio::post(loop, [use = std::move(use), alive = std::move(alive),
                        result = std::move(result)]() mutable {
        if (!alive.expired()) {
          use(std::move(result));
        }
      });
    });
  }

  boost::system::result<JournalContents> read() {
    if (contents_) {
      JournalContents contents = *std::move(contents_);
      contents_.reset();
      return contents;
    }
    auto contents = database_->recover();
    if (!contents) {
      return contents.error().error;
    }
    return *std::move(contents);
  }

  asio::any_io_executor loop_;
  asio::steady_timer pause_;
  Version changes_between_snapshots_;
  Version last_snapshot_ = 0;
  std::string epoch_;
  std::string device_key_;
  Reader* reader_ = nullptr;  // null until recovered
  std::shared_ptr<const bool> alive_ = std::make_shared<const bool>(true);

  std::unique_ptr<JournalDatabase> database_;
  // What `open` has read already, for the first to ask.
  std::optional<JournalContents> contents_;
  asio::thread_pool disk_{1};  // last: its destructor waits for the work under way
};

boost::system::result<std::unique_ptr<SqliteJournal>, JournalRefusal> SqliteJournal::open(
    asio::any_io_executor loop, SqliteJournalOptions options) {
  const Version changes_between_snapshots = options.changes_between_snapshots;
  auto database = JournalDatabase::lock(std::move(options));
  if (!database) {
    return database.error();
  }
  auto contents = (*database)->recover();
  if (!contents) {
    return contents.error();
  }
  auto impl = std::make_unique<Impl>(std::move(loop), changes_between_snapshots,
                                     *std::move(database), *std::move(contents));
  return std::unique_ptr<SqliteJournal>(new SqliteJournal(std::move(impl)));
}

SqliteJournal::SqliteJournal(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

SqliteJournal::~SqliteJournal() = default;

void SqliteJournal::recover(Reader& reader, Recovering handler) {
  impl_->recover(reader, std::move(handler));
}

void SqliteJournal::append(Version expected, std::vector<Entry> entries, Appending handler) {
  impl_->append(expected, std::move(entries), std::move(handler));
}

void SqliteJournal::read(HistoryQuery query, Reading handler) {
  impl_->read(std::move(query), std::move(handler));
}

void SqliteJournal::offer_snapshot(const TalkStore& talks) {
  impl_->offer_snapshot(talks);
}

}  // namespace skillboard
