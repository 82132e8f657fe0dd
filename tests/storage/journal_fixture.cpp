#include "storage/journal_fixture.hpp"

#include <sqlite3.h>

#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "skillboard/names/name_key.hpp"
#include "skillboard/storage/sqlite.hpp"

#include "support/changes.hpp"

namespace skillboard {

using boost::system::error_code;

TemporaryFolder::TemporaryFolder() {
  // In memory where that can be: no test here cuts the power of the real machine.
  const std::filesystem::path memory = "/dev/shm";
  const bool found = std::filesystem::is_directory(memory);
  std::string pattern =
      (found ? memory : std::filesystem::temp_directory_path()) / "skillboard-XXXXXX";
  if (::mkdtemp(pattern.data()) == nullptr) {
    throw std::runtime_error("no temporary folder");
  }
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::filesystem::remove_all(path_);
}

Change history_at(Version version) {
  const std::string id = "t" + std::to_string(version % 50);
  ChangeEvent event = TalkProposed{id, "Title of " + id, "Ann", "About " + std::to_string(version)};
  if (version % 3 == 1) {
    event = CommentWritten{id, "c" + std::to_string(version), "Bob", "Hello"};
  } else if (version % 7 == 1) {
    event = TalkRemoved{id};
  }
  Change change = make_change(version, Instant(std::chrono::seconds(version)), std::move(event));
  const std::string name = "name " + std::to_string(version % 40 / 10);
  const std::string device = "device" + std::to_string(version % 90 / 10);
  change.device = device;
  if (version % 10 == 2) {
    change.names = {NameClaimed{name, make_name_key(name).skeleton, name, device, "a browser"}};
  } else if (version % 10 == 5) {
    change.names = {DeviceJoined{name, device, "another", Joining::code},
                    PasskeyAdded{name, "passkey of " + device, "a public key", "another"}};
  } else if (version % 20 == 8) {
    change.names = {DeviceLeft{name, device},
                    NameVouched{name, device, "name 1", "Name 1", "from"}};
  }
  return change;
}

TalkStore board_at(Version version) {
  TalkStore talks;
  while (talks.version() < version) {
    talks.apply(history_at(talks.version() + 1));
  }
  return talks;
}

JournalFixture::JournalFixture() {
  options.file = folder.path() / "board.db";
  options.busy_wait = std::chrono::milliseconds(10);
  options.now = [this] { return now; };
}

JournalFixture::~JournalFixture() = default;

void JournalFixture::start() {
  auto opened = SqliteJournal::open(loop.get_executor(), options);
  ASSERT_TRUE(opened) << opened.error().sentence;
  journal = *std::move(opened);
  ASSERT_EQ(recover(), error_code());
}

bool JournalFixture::try_start() {
  auto opened = SqliteJournal::open(loop.get_executor(), options);
  if (!opened) {
    return false;
  }
  journal = *std::move(opened);
  return !recover();
}

void JournalFixture::stop() {
  journal.reset();
}

void JournalFixture::restart() {
  stop();
  start();
}

std::string JournalFixture::refused() {
  const auto opened = SqliteJournal::open(loop.get_executor(), options);
  return opened ? "(opened)" : opened.error().sentence;
}

JournalError JournalFixture::refused_with() {
  const auto opened = SqliteJournal::open(loop.get_executor(), options);
  return opened ? JournalError{} : static_cast<JournalError>(opened.error().error.value());
}

error_code JournalFixture::recover() {
  std::optional<error_code> outcome;
  journal->recover(*this, [&](boost::system::result<Recovered> recovered) {
    outcome = recovered ? error_code() : recovered.error();
    if (recovered) {
      epoch = recovered->epoch;
      talks = recovered->talks;
      device_key = recovered->device_key;
      receipts = recovered->receipts;
      sightings = recovered->sightings;
      told.clear();
    }
  });
  return wait(outcome);
}

error_code JournalFixture::append(std::vector<Entry> entries) {
  return append(talks.version(), std::move(entries));
}

error_code JournalFixture::append(Version expected, std::vector<Entry> entries) {
  std::optional<error_code> outcome;
  journal->append(expected, std::move(entries), [&](error_code error) { outcome = error; });
  return wait(outcome);
}

error_code JournalFixture::append_history(Version count) {
  std::vector<Entry> batch;
  for (Version i = 1; i <= count; ++i) {
    batch.push_back({.change = history_at(talks.version() + i), .receipt = {}});
  }
  const error_code error = append(std::move(batch));
  journal->offer_snapshot(talks);
  return error;
}

std::vector<Change> JournalFixture::read(HistoryQuery query) {
  std::vector<Change> changes;
  std::optional<error_code> outcome;
  journal->read(std::move(query), [&](boost::system::result<std::vector<Change>> read) {
    outcome = read ? error_code() : read.error();
    if (read) {
      changes = *std::move(read);
    }
  });
  EXPECT_EQ(wait(outcome), error_code());
  return changes;
}

Entry JournalFixture::propose(const std::string& title) {
  const Version version = talks.version() + 1;
  return {.change = make_change(
              version, now, TalkProposed{"t" + std::to_string(version), title, "Ann", "About it"}),
          .receipt = {}};
}

Entry JournalFixture::receipt(const std::string& key, Instant decided) {
  return {.change = {}, .receipt = Receipt{key, "print", "{}", talks.version(), decided}};
}

std::string JournalFixture::query(const std::string& sql) {
  auto database = SqliteDatabase::open(file(), std::chrono::milliseconds(0));
  SqliteStatement statement(*database, sql);
  const bool row = statement.next();
  EXPECT_FALSE(statement.error()) << sql << ": " << database->message();
  return row ? std::string(statement.text(0)) : std::string();
}

void JournalFixture::committed(std::span<const Entry> entries) {
  for (const Entry& entry : entries) {
    told.push_back(entry);
    if (entry.change) {
      talks.apply(*entry.change);
    }
  }
}

error_code JournalFixture::wait(const std::optional<error_code>& outcome) {
  EXPECT_FALSE(outcome) << "called before the function returned";
  loop.restart();
  while (!outcome && loop.run_one() > 0) {
  }
  EXPECT_TRUE(outcome) << "never called";
  return outcome.value_or(JournalError::not_recovered);
}

}  // namespace skillboard
