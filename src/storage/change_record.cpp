#include "skillboard/storage/change_record.hpp"

#include <utility>
#include <vector>

#include "skillboard/storage/event_record.hpp"
#include "skillboard/storage/name_record.hpp"

namespace skillboard {

namespace {

using nlohmann::json;

json step_members(const Step& step) {
  json record = event_members(step.event);
  record["before"] = json::array({step.before.part, step.before.talk});
  record["after"] = json::array({step.after.part, step.after.talk});
  return record;
}

AsOf read_as_of(MemberReader& record, const char* name) {
  const auto [part, talk] = record.version_pair(name);
  return {part, talk};
}

std::vector<Step> read_steps(MemberReader& change) {
  return read_list(change, "steps", [](MemberReader& step) {
    const AsOf before = read_as_of(step, "before");
    const AsOf after = read_as_of(step, "after");
    return Step{read_event(step), before, after};
  });
}

std::vector<Version> read_undone(MemberReader& change) {
  std::vector<Version> versions;
  for (const json& version : change.list("undoes")) {
    if (!version.is_number_unsigned()) {
      change.fail();
      return {};
    }
    versions.push_back(version.get<Version>());
  }
  return versions;
}

}  // namespace

json change_members(const Change& change) {
  json steps = json::array();
  for (const Step& step : change.steps) {
    steps.push_back(step_members(step));
  }
  json names = json::array();
  for (const NameEvent& event : change.names) {
    names.push_back(name_event_members(event));
  }
  return {{"version", change.version}, {"time", milliseconds(change.time)},
          {"by", change.by},           {"device", change.device},
          {"undoes", change.undoes},   {"steps", std::move(steps)},
          {"names", std::move(names)}};
}

Change read_change(MemberReader& record) {
  return {.version = record.number("version"),
          .time = record.instant("time"),
          .by = record.text("by"),
          .device = record.text("device"),
          .undoes = read_undone(record),
          .steps = read_steps(record),
          .names = read_list(record, "names", read_name_event)};
}

}  // namespace skillboard
