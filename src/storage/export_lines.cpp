#include "skillboard/storage/export_lines.hpp"

#include <nlohmann/json.hpp>

#include <utility>

#include "skillboard/names/device_token.hpp"
#include "skillboard/storage/change_record.hpp"
#include "skillboard/storage/member_reader.hpp"
#include "skillboard/storage/rfc3339.hpp"

namespace skillboard {

namespace {

using nlohmann::json;
// Members in the order in which a person reads them.
using nlohmann::ordered_json;

json parse(std::string_view line) {
  return json::parse(line, nullptr, /*allow_exceptions=*/false);
}

ordered_json told(const Comment& comment) {
  return {{"id", comment.id},
          {"author", comment.author},
          {"message", comment.message},
          {"written", to_rfc3339(comment.written)}};
}

}  // namespace

std::string export_line(const ExportHeader& header) {
  return ordered_json{{"skillboard", "export"},    {"format", header.format},
                      {"program", header.program}, {"version", header.version},
                      {"talks", header.talks},     {"device_key", header.device_key}}
      .dump();
}

std::string export_line(const Talk& talk) {
  ordered_json comments = ordered_json::array();
  for (const auto& comment : talk.comments) {
    if (!comment->removed) {
      comments.push_back(told(*comment));
    }
  }
  const ordered_json members{{"id", talk.id},
                             {"title", talk.title},
                             {"presenter", talk.presenter},
                             {"summary", talk.summary},
                             {"proposed", to_rfc3339(talk.proposed)},
                             {"comments", std::move(comments)}};
  return ordered_json{{"talk", members}}.dump();
}

std::string export_line(const Change& change) {
  json record = change_members(change);
  record["time"] = to_rfc3339(change.time);
  ordered_json members;
  for (const char* name : {"version", "time", "by", "device", "undoes", "steps", "names"}) {
    members[name] = record[name];
  }
  return ordered_json{{"change", std::move(members)}}.dump();
}

bool is_export(std::string_view first_line) {
  const json header = parse(first_line);
  return header.is_object() && header.contains("skillboard");
}

std::optional<ExportHeader> read_export_header(std::string_view line) {
  MemberReader reader(parse(line));
  ExportHeader header;
  const bool is_export = reader.text("skillboard") == "export";
  header.format = reader.number("format");
  if (is_export && header.format > export_format) {
    return header;
  }
  header.program = reader.text("program");
  header.version = reader.number("version");
  header.talks = reader.number("talks");
  header.device_key = reader.text("device_key");
  const bool whole = is_export && header.format > 0 && reader.finished();
  return whole && is_device_key(header.device_key) ? std::optional(std::move(header))
                                                   : std::nullopt;
}

std::optional<Change> read_exported_change(std::string_view line) {
  json whole = parse(line);
  if (!whole.is_object() || whole.size() != 1 || !whole.contains("change")) {
    return std::nullopt;
  }
  json& members = whole["change"];
  const bool timed = members.is_object() && members.contains("time") && members["time"].is_string();
  const auto time = timed ? read_rfc3339(members["time"].get<std::string>()) : std::nullopt;
  if (!time) {
    return std::nullopt;
  }
  members["time"] = milliseconds(*time);
  MemberReader reader(std::move(members));
  Change change = read_change(reader);
  return reader.finished() ? std::optional(std::move(change)) : std::nullopt;
}

bool is_same_line(std::string_view line, std::string_view other) {
  return parse(line) == parse(other);
}

}  // namespace skillboard
