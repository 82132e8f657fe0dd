#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <variant>

#include "skillboard/storage/event_record.hpp"
#include "skillboard/storage/journal_tables.hpp"
#include "skillboard/storage/migration_steps.hpp"
#include "skillboard/talks/talk_store.hpp"

namespace skillboard {

namespace {

using boost::system::error_code;
using nlohmann::json;

// The snapshot is left empty, as that of version 0: what it has to say of marks and of what was
// removed follows from the changes. Receipts know requests by what they were then.
constexpr auto tables_of_format_2 = R"(
ALTER TABLE changes ADD COLUMN by TEXT NOT NULL DEFAULT '';
CREATE INDEX changes_by ON changes (by);
CREATE TABLE change_talks (
  talk TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (talk, version)
) STRICT, WITHOUT ROWID;
DELETE FROM talks;
DELETE FROM receipts;
)";

constexpr auto list_talks_of_changes =
    "INSERT INTO change_talks (talk, version) "
    "SELECT json_extract(record, '$.steps[0].talk'), version FROM changes";

// The event of a change of format 1, read as one of today: nobody's, and overwriting nothing yet.
std::optional<ChangeEvent> read_event_of_format_1(json members) {
  const std::string event = members.value("event", "");
  if (event == "talk_proposed" || event == "talk_edited" || event == "comment_written") {
    members["owner"] = "";
  }
  if (event == "talk_edited" || event == "comment_edited") {
    members["former"] = nullptr;
  }
  MemberReader reader(std::move(members));
  ChangeEvent read = read_event(reader);
  return reader.finished() ? std::optional(std::move(read)) : std::nullopt;
}

// What an event overwrites on a board, or null.
json former_of(const ChangeEvent& event, const TalkStore& talks) {
  const TalkPointer talk = talks.find_kept(talk_of(event));
  if (talk && std::holds_alternative<TalkEdited>(event)) {
    return {{"presenter", talk->presenter}, {"summary", talk->summary}};
  }
  const Comment* comment = talk ? find_comment(*talk, comment_of(event)) : nullptr;
  return comment != nullptr ? json(comment->message) : json();
}

// Makes records of changes with steps, of those with one event each, in their order.
class ChangesOfFormat1 {
 public:
  bool make_steps(json& record) {
    MemberReader reader(record);
    const Version version = reader.number("version");
    const Instant time = reader.instant("time");
    json members = record;
    for (const char* name : {"version", "time", "format"}) {
      members.erase(name);
    }
    auto event = read_event_of_format_1(members);
    if (!event || version != talks_.version() + 1) {
      return false;
    }
    if (members["event"] == "talk_edited" || members["event"] == "comment_edited") {
      members["former"] = former_of(*event, talks_);
    }
    const Step step = talks_.step(*std::move(event), version);
    members["before"] = json::array({step.before.part, step.before.talk});
    members["after"] = json::array({step.after.part, step.after.talk});
    talks_.apply({.version = version, .time = time, .steps = {step}});
    record = {{"version", version},
              {"time", time.time_since_epoch().count()},
              {"by", ""},
              {"undoes", json::array()},
              {"steps", json::array({std::move(members)})}};
    return true;
  }

 private:
  TalkStore talks_;
};

bool empty_snapshot(json& board) {
  board["snapshot"] = 0;
  board["talks"] = 0;
  return true;
}

}  // namespace

std::optional<JournalFault> migrate_1_to_2(SqliteDatabase& database) {
  if (const error_code error = database.execute(tables_of_format_2)) {
    return fault(database, error);
  }
  ChangesOfFormat1 changes;
  const auto make_steps = [&changes](json& record) { return changes.make_steps(record); };
  if (auto fault = rewrite_records(database, {"changes", "version"}, 2, make_steps)) {
    return fault;
  }
  if (const error_code error = database.execute(list_talks_of_changes)) {
    return fault(database, error);
  }
  return rewrite_records(database, {"board", "id"}, 2, empty_snapshot);
}

}  // namespace skillboard
