#include "skillboard/board/json_object.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace skillboard {

std::string to_json(std::string_view text) {
  return nlohmann::json(text).dump();
}

std::string to_json(const std::vector<std::string>& texts) {
  return nlohmann::json(texts).dump();
}

JsonObject& JsonObject::text(std::string_view name, std::string_view value) {
  begin(name);
  json_ += to_json(value);
  return *this;
}

JsonObject& JsonObject::number(std::string_view name, std::uint64_t value) {
  begin(name);
  json_ += std::to_string(value);
  return *this;
}

JsonObject& JsonObject::value(std::string_view name, std::string_view json) {
  begin(name);
  json_ += json;
  return *this;
}

std::string JsonObject::close() {
  json_ += '}';
  return std::move(json_);
}

void JsonObject::begin(std::string_view name) {
  json_ += json_.size() == 1 ? "\"" : ",\"";
  json_ += name;
  json_ += "\":";
}

void JsonList::add(std::string_view json) {
  json_ += json_.size() == 1 ? "" : ",";
  json_ += json;
}

std::string JsonList::close() {
  json_ += ']';
  return std::move(json_);
}

}  // namespace skillboard
