#include "skillboard/storage/journal_audit.hpp"

#include <boost/system/result.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <variant>

#include "skillboard/storage/record.hpp"

namespace skillboard {

BoardCounts::BoardCounts(const TalkStore& store)
    : names(store.roster().size()), version(store.version()) {
  for (const TalkPointer& talk : store.talks()) {
    ++talks;
    comments += count_comments(*talk);
  }
}

namespace {

// A record that could not be read for a purge, and was given up.
bool is_given_up(const Change& change) {
  const auto* purged =
      change.steps.size() == 1 ? std::get_if<Purged>(&change.steps.front().event) : nullptr;
  return purged != nullptr && *purged == Purged{.talk = purged->talk} &&
         change.steps.front().after == AsOf{};
}

// Goes through the tables one by one and notes what is wrong.
class Auditor {
 public:
  explicit Auditor(SqliteDatabase& database) : database_(database) {}

  JournalAudit run() {
    look_at_pages();
    look_at_board();
    look_at_changes();
    look_at_snapshot<Talk>("talks", decode_talk, board_.talks, expected_talks());
    look_at_snapshot<HeldName>("names", decode_name, board_.names, snapshot_.roster().names());
    look_at_receipts();
    look_at_sightings();
    return std::move(audit_);
  }

 private:
  using Where = std::string;

  void note(const Where& where, std::string_view what) {
    audit_.more_faults = audit_.faults.size() == JournalAudit::most_faults;
    if (!audit_.more_faults) {
      audit_.faults.push_back(where + ": " + std::string(what));
    }
  }

  void look_at_end(std::string_view table, const SqliteStatement& rows) {
    if (rows.error()) {
      note(Where(table), "it cannot be read: " + database_.message());
    }
  }

  void look_at_pages() {
    SqliteStatement rows(database_, "PRAGMA integrity_check(100)");
    while (rows.next()) {
      if (rows.text(0) != "ok") {
        note("the file", rows.text(0));
      }
    }
    look_at_end("the file", rows);
  }

  // The value of a row's record (its columns 1 and 2), or nothing when that cannot be read.
  template <typename Decode>
  auto open(const Where& where, const SqliteStatement& row, Decode decode)
      -> std::optional<std::decay_t<decltype(*decode(""))>> {
    const std::string_view record = row.text(1);
    if (checksum(record) != row.number(2)) {
      note(where, "its checksum is wrong");
      return std::nullopt;
    }
    auto value = decode(record);
    if (!value) {
      note(where, "its record is not what this version writes");
      return std::nullopt;
    }
    return *std::move(value);
  }

  void look_at_board() {
    SqliteStatement row(database_, "SELECT id, record, crc FROM board");
    std::size_t rows = 0;
    for (; row.next(); ++rows) {
      if (auto board = open("board", row, decode_board)) {
        board_ = *std::move(board);
        board_read_ = is_sound(board_);
        if (!board_read_) {
          note("board", "its epoch or its device key is none");
        }
      }
    }
    look_at_end("board", row);
    if (rows != 1 && !row.error()) {
      note("board", "it has " + std::to_string(rows) + " rows instead of one");
    }
  }

  void look_at_changes() {
    SqliteStatement row(database_,
                        "SELECT version, record, crc, by, device FROM changes ORDER BY version");
    SqliteStatement talks(database_,
                          "SELECT version, talk FROM change_talks ORDER BY version, talk");
    bool more_talks = talks.next();
    Version last = 0;
    while (row.next()) {
      const Version version = row.number(0);
      look_at_numbers(last, version);
      last = version;
      std::set<std::string> listed;
      for (; more_talks && talks.number(0) <= version; more_talks = talks.next()) {
        if (talks.number(0) == version) {
          listed.emplace(talks.text(1));
        } else {
          note_stray(talks.number(0));
        }
      }
      look_at_change(row, listed);
    }
    for (; more_talks; more_talks = talks.next()) {
      note_stray(talks.number(0));
    }
    look_at_end("changes", row);
    look_at_end("change_talks", talks);
    if (last < board_.snapshot) {
      note("changes", "the last ones are missing: the snapshot is of version " +
                          std::to_string(board_.snapshot));
    }
  }

  void note_stray(Version version) {
    note("change_talks, version " + std::to_string(version), "there is no such change");
  }

  void look_at_numbers(Version last, Version version) {
    if (version != last + 1) {
      note("changes, version " + std::to_string(version),
           "the ones before it, from " + std::to_string(last + 1) + " on, are missing");
      whole_ = false;
    }
  }

  void look_at_change(const SqliteStatement& row, const std::set<std::string>& listed) {
    const Where where = "changes, version " + std::to_string(row.number(0));
    const auto change = open(where, row, decode_change);
    whole_ = whole_ && change;
    if (!change) {
      return;
    }
    if (change->version != row.number(0)) {
      note(where, "its record is that of version " + std::to_string(change->version));
    }
    if (change->by != row.text(3) || change->device != row.text(4)) {
      note(where, "who did it is not the same in the record and beside it");
    }
    std::set<std::string> talks;
    for (const Step& step : change->steps) {
      talks.insert(talk_of(step.event));
    }
    if (listed != talks && !is_given_up(*change)) {
      note(where, "change_talks lists other talks than its record");
    }
    audit_.talks.apply(*change);
    if (change->version == board_.snapshot) {
      snapshot_ = audit_.talks;
      for (const TalkPointer& talk : snapshot_.kept_talks()) {
        snapshot_talks_[talk->id] = talk;
      }
    } else if (change->version > board_.snapshot) {
      scrub_snapshot(*change);
    }
  }

  // A later purge has taken out of the snapshot what replaying takes out only with that change: of
  // a title there remains that the talk had one.
  void scrub_snapshot(const Change& change) {
    for (const Step& step : change.steps) {
      const auto* purged = std::get_if<Purged>(&step.event);
      const auto found = snapshot_talks_.find(talk_of(step.event));
      if (purged != nullptr && found != snapshot_talks_.end()) {
        Talk talk = *found->second;
        scrub(talk, *purged);
        found->second = std::make_shared<const Talk>(std::move(talk));
      }
    }
  }

  std::vector<TalkPointer> expected_talks() const {
    std::vector<TalkPointer> talks;
    talks.reserve(snapshot_talks_.size());
    for (const auto& [id, talk] : snapshot_talks_) {
      talks.push_back(talk);
    }
    return talks;
  }

  // Whether the rows are what the changes up to the snapshot lead to, `expected`.
  template <typename Value, typename Decode, typename Pointer>
  void look_at_snapshot(const std::string& table, Decode decode, std::size_t count,
                        const std::vector<Pointer>& expected) {
    std::map<Version, Pointer> missing;
    for (const Pointer& value : expected) {
      missing.emplace(value->place, value);
    }
    SqliteStatement row(database_,
                        "SELECT place, record, crc, version FROM " + table + " ORDER BY place");
    std::size_t rows = 0;
    for (; row.next(); ++rows) {
      const Where where = table + ", place " + std::to_string(row.number(0));
      const auto value = open(where, row, decode);
      const auto node = missing.extract(row.number(0));
      if (value && (value->place != row.number(0) || value->version != row.number(3))) {
        note(where, "place and version are not the same in the record and beside it");
      } else if (value && comparable() && (!node || *node.mapped() != *value)) {
        note(where, "it is not what the changes lead to");
      }
    }
    look_at_end(table, row);
    for (const auto& [place, value] : missing) {
      if (comparable() && !row.error()) {
        note(table + ", place " + std::to_string(place), "it is missing");
      }
    }
    if (board_read_ && !row.error() && rows != count) {
      note(table,
           "it has " + std::to_string(rows) + " rows, and should have " + std::to_string(count));
    }
  }

  // Whether all was there to know what the snapshot should be.
  bool comparable() const {
    return whole_ && board_read_ && snapshot_.version() == board_.snapshot;
  }

  void look_at_receipts() {
    SqliteStatement row(database_,
                        "SELECT number, record, crc, decided FROM receipts ORDER BY number");
    while (row.next()) {
      const Where where = "receipts, number " + std::to_string(row.number(0));
      const auto receipt = open(where, row, decode_receipt);
      if (!receipt) {
        continue;
      }
      ++audit_.receipts;
      if (receipt->decided.time_since_epoch().count() != row.integer(3)) {
        note(where, "when it was decided is not the same in the record and beside it");
      }
      if (whole_ && receipt->version > audit_.talks.version()) {
        note(where, "it is of a change that is not there");
      }
    }
    look_at_end("receipts", row);
  }

  void look_at_sightings() {
    constexpr std::size_t hash_characters = 52;
    SqliteStatement row(database_, "SELECT device, seen FROM sightings");
    while (row.next()) {
      if (row.text(0).size() != hash_characters || row.integer(1) < 0) {
        note("sightings, device " + std::string(row.text(0)), "no device is called that");
      }
    }
    look_at_end("sightings", row);
  }

  SqliteDatabase& database_;
  JournalAudit audit_;
  BoardRecord board_;
  bool board_read_ = false;
  // Every change could be read, so far.
  bool whole_ = true;
  // As the changes lead to it, and its talks by id as they are after later purges.
  TalkStore snapshot_;
  std::map<std::string, TalkPointer> snapshot_talks_;
};

}  // namespace

JournalAudit audit_journal(SqliteDatabase& database) {
  return Auditor(database).run();
}

}  // namespace skillboard
