#include "skillboard/board/talk_json.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <chrono>
#include <cstdio>
#include <string_view>
#include <utility>

namespace skillboard {

namespace {

void append_member(std::string& json, std::string_view name, std::string_view text) {
  json += '"';
  json += name;
  json += "\":";
  json += to_json_string(text);
}

enum class Place { told, left_out };

void open_object(std::string& json, Place place, Version number) {
  json += '{';
  if (place == Place::told) {
    json += "\"place\":" + std::to_string(number) + ',';
  }
}

void append(std::string& json, const Comment& comment, Place place) {
  open_object(json, place, comment.place);
  append_member(json, "id", comment.id);
  append_member(json += ',', "author", comment.author);
  append_member(json += ',', "message", comment.message);
  append_member(json += ',', "written", to_rfc3339(comment.written));
  json += '}';
}

void append(std::string& json, const Talk& talk, Place place) {
  open_object(json, place, talk.place);
  append_member(json, "id", talk.id);
  append_member(json += ',', "title", talk.title);
  append_member(json += ',', "presenter", talk.presenter);
  append_member(json += ',', "summary", talk.summary);
  append_member(json += ',', "proposed", to_rfc3339(talk.proposed));
  json += ",\"version\":" + std::to_string(talk.version) + ",\"comments\":[";
  bool first = true;
  for (const auto& comment : talk.comments) {
    if (!comment->removed) {
      json += std::exchange(first, false) ? "" : ",";
      append(json, *comment, place);
    }
  }
  json += "]}";
}

template <typename Value>
std::string serialized(const Value& value, Place place) {
  std::string json;
  append(json, value, place);
  return json;
}

}  // namespace

std::string to_json(const Talk& talk) {
  return serialized(talk, Place::left_out);
}

std::string to_json(const Comment& comment) {
  return serialized(comment, Place::left_out);
}

std::string to_json_with_place(const Talk& talk) {
  return serialized(talk, Place::told);
}

std::string to_json_with_place(const Comment& comment) {
  return serialized(comment, Place::told);
}

std::string to_json_string(std::string_view text) {
  return nlohmann::json(text).dump();
}

std::string to_rfc3339(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(instant - day);
  std::array<char, 48> text{};
  const int size = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
      static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
      static_cast<unsigned>(date.day()), static_cast<int>(time.hours().count()),
      static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()),
      static_cast<int>(time.subseconds().count()));
  return {text.data(), static_cast<std::size_t>(size)};
}

}  // namespace skillboard
