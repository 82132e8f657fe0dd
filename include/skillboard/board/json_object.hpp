#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace skillboard {

// A text, and a list of texts, as JSON.
std::string to_json(std::string_view text);
std::string to_json(const std::vector<std::string>& texts);

// Writes a JSON object (RFC 8259) member by member, in that order. Names are literals without
// anything to escape; texts are valid UTF-8.
class JsonObject {
 public:
  JsonObject& text(std::string_view name, std::string_view value);
  JsonObject& number(std::string_view name, std::uint64_t value);

  // A value that is JSON already.
  JsonObject& value(std::string_view name, std::string_view json);

  // The object; nothing is added afterwards.
  std::string close();

 private:
  void begin(std::string_view name);

  std::string json_ = "{";
};

// A list of values that are JSON already.
class JsonList {
 public:
  void add(std::string_view json);

  std::size_t size() const { return json_.size(); }

  std::string close();

 private:
  std::string json_ = "[";
};

}  // namespace skillboard
