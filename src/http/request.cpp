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
  return std::ranges::any_of(fields,
                             [&](const Field& field) { return same_field_name(field.name, name); });
}

}  // namespace skillboard
