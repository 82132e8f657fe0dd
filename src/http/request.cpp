#include "skillboard/http/request.hpp"

#include <algorithm>

namespace skillboard {

std::string_view Request::find(std::string_view name) const {
  for (const Field& field : fields) {
    if (same_field_name(field.name, name)) {
      return field.value;
    }
  }
  return {};
}

bool Request::has(std::string_view name) const {
  return std::any_of(fields.begin(), fields.end(),
                     [&](const Field& field) { return same_field_name(field.name, name); });
}

}  // namespace skillboard
