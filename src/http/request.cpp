#include "skillboard/http/request.hpp"

#include <algorithm>

#include "skillboard/http/field_syntax.hpp"

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

bool Request::same_field_name(std::string_view left, std::string_view right) {
  return equal_ignoring_case(left, right);
}

}  // namespace skillboard
