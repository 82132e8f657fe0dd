#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

#include "skillboard/names/device_token.hpp"
#include "skillboard/storage/journal_tables.hpp"
#include "skillboard/storage/migration_steps.hpp"

namespace skillboard {

namespace {

using boost::system::error_code;
using nlohmann::json;

// Receipts know requests by what they were then.
constexpr auto tables_of_format_3 = R"(
ALTER TABLE board ADD COLUMN residues INTEGER NOT NULL DEFAULT 0;
UPDATE board SET residues = 1;
ALTER TABLE changes ADD COLUMN device TEXT NOT NULL DEFAULT '';
CREATE INDEX changes_device ON changes (device);
CREATE TABLE names (
  place INTEGER PRIMARY KEY,
  record TEXT NOT NULL,
  crc INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE TABLE sightings (
  device TEXT PRIMARY KEY,
  seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
DELETE FROM receipts;
)";

bool add_names(json& board) {
  board["device_key"] = make_device_key();
  board["names"] = 0;
  return true;
}

bool add_owner_to_step(json& step) {
  if (!step.is_object()) {
    return false;
  }
  const std::string event = step.value("event", "");
  if (event == "talk_proposed" || event == "talk_edited" || event == "comment_written") {
    step["owner"] = "";
  }
  if (event == "talk_edited" && step["former"].is_object()) {
    step["former"]["owner"] = "";
  }
  if (event == "talk_restored" || event == "comment_restored") {
    step["by_owner"] = false;
  }
  return true;
}

bool add_names_to_change(json& change) {
  change["device"] = "";
  change["names"] = json::array();
  json& steps = change["steps"];
  return steps.is_array() && std::ranges::all_of(steps, add_owner_to_step);
}

void add_ownership(json& thing) {
  thing["ownership"] = {{"owner", ""}, {"restored_by_owner", false}, {"removal_request", nullptr}};
}

bool add_ownership_to_talk(json& talk) {
  add_ownership(talk);
  json& comments = talk["comments"];
  if (!comments.is_array()) {
    return false;
  }
  std::ranges::for_each(comments, add_ownership);
  return true;
}

}  // namespace

std::optional<JournalFault> migrate_2_to_3(SqliteDatabase& database) {
  if (const error_code error = database.execute(tables_of_format_3)) {
    return fault(database, error);
  }
  if (auto fault = rewrite_records(database, {"changes", "version"}, 3, add_names_to_change)) {
    return fault;
  }
  if (auto fault = rewrite_records(database, {"talks", "place"}, 3, add_ownership_to_talk)) {
    return fault;
  }
  return rewrite_records(database, {"board", "id"}, 3, add_names);
}

}  // namespace skillboard
