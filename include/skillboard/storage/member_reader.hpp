#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "skillboard/talks/talk.hpp"

namespace skillboard {

// How an instant stands in a record: in ms since 1970-01-01 UTC.
inline std::int64_t milliseconds(Instant instant) {
  return instant.time_since_epoch().count();
}

// Takes the members of a JSON object one by one. What goes wrong is remembered and told at the end;
// until then a member that is not as it should be reads as empty or 0.
class MemberReader {
 public:
  explicit MemberReader(nlohmann::json object);

  std::string text(const char* name);
  std::uint64_t number(const char* name);
  Instant instant(const char* name);
  // Two versions, as a list.
  std::pair<Version, Version> version_pair(const char* name);
  bool flag(const char* name);
  MemberReader object(const char* name);
  nlohmann::json::array_t list(const char* name);
  std::vector<std::string> texts(const char* name);
  // None where the member is null.
  std::optional<std::string> optional_text(const char* name);
  std::optional<Instant> optional_instant(const char* name);
  std::optional<MemberReader> optional_object(const char* name);

  // Remembers that the reader's user found something wrong.
  void fail() { intact_ = false; }

  // Whether every member was there, of the right kind, and none is left.
  bool finished() const { return intact_ && object_.empty(); }

  // Remembers what was wrong with a part of the object.
  void expect_finished(const MemberReader& part) { intact_ = intact_ && part.finished(); }

 private:
  bool take_null(const char* name);
  nlohmann::json take(const char* name);

  nlohmann::json object_;
  bool intact_;
};

// The parts of a list, one object each.
template <typename Read>
auto read_list(MemberReader& record, const char* name, Read read)
    -> std::vector<decltype(read(record))> {
  std::vector<decltype(read(record))> values;
  for (nlohmann::json& value : record.list(name)) {
    MemberReader part(std::move(value));
    values.push_back(read(part));
    record.expect_finished(part);
  }
  return values;
}

}  // namespace skillboard
