#include "skillboard/api/change_tag.hpp"

#include "skillboard/http/conditions.hpp"
#include "skillboard/http/query.hpp"

namespace skillboard {

std::optional<Version> read_tag(std::string_view tag, std::string_view epoch) {
  tag = original_tag(tag);
  if (!tag.starts_with(epoch) || tag.size() < epoch.size() + 2 || tag[epoch.size()] != '-') {
    return std::nullopt;
  }
  return read_number(tag.substr(epoch.size() + 1));
}

}  // namespace skillboard
