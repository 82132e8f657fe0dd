#include "skillboard/storage/member_reader.hpp"

#include <chrono>
#include <utility>

namespace skillboard {

using nlohmann::json;

MemberReader::MemberReader(json object)
    : object_(std::move(object)), intact_(object_.is_object()) {}

std::string MemberReader::text(const char* name) {
  json value = take(name);
  intact_ = intact_ && value.is_string();
  return intact_ ? std::move(value.get_ref<std::string&>()) : std::string();
}

std::uint64_t MemberReader::number(const char* name) {
  const json value = take(name);
  intact_ = intact_ && value.is_number_unsigned();
  return intact_ ? value.get<std::uint64_t>() : 0;
}

Instant MemberReader::instant(const char* name) {
  const json value = take(name);
  intact_ = intact_ && value.is_number_integer();
  return Instant(std::chrono::milliseconds(intact_ ? value.get<std::int64_t>() : 0));
}

std::pair<Version, Version> MemberReader::version_pair(const char* name) {
  const json::array_t versions = list(name);
  intact_ = intact_ && versions.size() == 2 && versions[0].is_number_unsigned() &&
            versions[1].is_number_unsigned();
  return intact_ ? std::pair(versions[0].get<Version>(), versions[1].get<Version>())
                 : std::pair<Version, Version>();
}

json::array_t MemberReader::list(const char* name) {
  json value = take(name);
  intact_ = intact_ && value.is_array();
  return intact_ ? std::move(value.get_ref<json::array_t&>()) : json::array_t();
}

bool MemberReader::flag(const char* name) {
  const json value = take(name);
  intact_ = intact_ && value.is_boolean();
  return intact_ && value.get<bool>();
}

MemberReader MemberReader::object(const char* name) {
  return MemberReader(take(name));
}

std::vector<std::string> MemberReader::texts(const char* name) {
  std::vector<std::string> texts;
  for (json& value : list(name)) {
    intact_ = intact_ && value.is_string();
    texts.push_back(intact_ ? std::move(value.get_ref<std::string&>()) : std::string());
  }
  return texts;
}

std::optional<std::string> MemberReader::optional_text(const char* name) {
  return take_null(name) ? std::nullopt : std::optional(text(name));
}

std::optional<Instant> MemberReader::optional_instant(const char* name) {
  return take_null(name) ? std::nullopt : std::optional(instant(name));
}

std::optional<MemberReader> MemberReader::optional_object(const char* name) {
  return take_null(name) ? std::nullopt : std::optional(MemberReader(take(name)));
}

bool MemberReader::take_null(const char* name) {
  const auto member = intact_ ? object_.find(name) : object_.end();
  const bool null = member != object_.end() && member->is_null();
  if (null) {
    object_.erase(member);
  }
  return null;
}

json MemberReader::take(const char* name) {
  const auto member = intact_ ? object_.find(name) : object_.end();
  if (member == object_.end()) {
    intact_ = false;
    return nullptr;
  }
  json value = std::move(*member);
  object_.erase(member);
  return value;
}

}  // namespace skillboard
