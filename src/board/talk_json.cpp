#include "skillboard/board/talk_json.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <chrono>
#include <cstdio>
#include <string_view>

namespace skillboard {

namespace {

void append_member(std::string& json, std::string_view name, std::string_view text) {
  json += '"';
  json += name;
  json += "\":";
  json += nlohmann::json(text).dump();
}

void append(std::string& json, const Comment& comment) {
  append_member(json += '{', "id", comment.id);
  append_member(json += ',', "author", comment.author);
  append_member(json += ',', "message", comment.message);
  append_member(json += ',', "written", to_rfc3339(comment.written));
  json += '}';
}

}  // namespace

std::string to_json(const Talk& talk) {
  std::string json;
  append_member(json += '{', "id", talk.id);
  append_member(json += ',', "title", talk.title);
  append_member(json += ',', "presenter", talk.presenter);
  append_member(json += ',', "summary", talk.summary);
  append_member(json += ',', "proposed", to_rfc3339(talk.proposed));
  json += ",\"version\":" + std::to_string(talk.version) + ",\"comments\":[";
  bool first = true;
  for (const auto& comment : talk.comments) {
    if (!first) {
      json += ',';
    }
    first = false;
    append(json, *comment);
  }
  return json += "]}";
}

std::string to_json(const Comment& comment) {
  std::string json;
  append(json, comment);
  return json;
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
