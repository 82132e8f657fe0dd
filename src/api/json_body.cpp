#include "skillboard/api/json_body.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace skillboard {

using Json = nlohmann::json;

namespace {

constexpr int deepest_nesting = 32;

}  // namespace

boost::system::result<Json, Problem> read_json_object(std::string_view text) {
  bool too_deep = false;
  const auto watch_depth = [&](int depth, Json::parse_event_t event, Json&) {
    const bool opens =
        event == Json::parse_event_t::object_start || event == Json::parse_event_t::array_start;
    too_deep = too_deep || (opens && depth >= deepest_nesting);
    return !too_deep;
  };
  Json object = Json::parse(text, watch_depth, false);
  if (too_deep || !object.is_object()) {
    return Problem{400, "not-a-json-object", "This could not be read",
                   "It has to be a JSON object in UTF-8, at most 32 levels deep.", ""};
  }
  return {boost::system::in_place_value, std::move(object)};
}

}  // namespace skillboard
