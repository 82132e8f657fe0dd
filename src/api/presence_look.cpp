#include "skillboard/api/presence_look.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <string>

namespace skillboard {

using Json = nlohmann::json;

namespace {

// Longer than any id, and any name that the board takes.
constexpr std::size_t longest_text = 400;

bool is_short_text(const Json& json) {
  return json.is_string() && json.get_ref<const std::string&>().size() <= longest_text;
}

// Null counts as absent.
bool is_text_or_absent(const Json& json, const char* member) {
  const auto found = json.find(member);
  return found == json.end() || found->is_null() || is_short_text(*found);
}

std::string member_text(const Json& json, const char* member) {
  const auto found = json.find(member);
  return found == json.end() || found->is_null() ? std::string() : found->get<std::string>();
}

Problem not_a_look(const char* field) {
  return {400, "not-a-look", "This does not say who looks at what", "See docs/live.md.", field};
}

}  // namespace

boost::system::result<Look, Problem> read_look(const Json& json) {
  if (!json.is_object()) {
    return not_a_look("presence");
  }
  const auto talks = json.find("talks");
  if (talks == json.end() || !talks->is_array() || !std::ranges::all_of(*talks, is_short_text)) {
    return not_a_look("talks");
  }
  for (const char* member : {"name", "writing"}) {
    if (!is_text_or_absent(json, member)) {
      return not_a_look(member);
    }
  }
  Look look{
      .name = member_text(json, "name"), .talks = {}, .writing = member_text(json, "writing")};
  talks->get_to(look.talks);
  return look;
}

Problem too_many_look() {
  return {503, "too-busy", "Too many look at talks right now", "", ""};
}

}  // namespace skillboard
