#include "skillboard/http/conditions.hpp"

#include <algorithm>

#include "skillboard/http/field_syntax.hpp"

namespace skillboard {

namespace {

// Nothing when the element is not exactly one entity tag (RFC 9110, section 8.8.3).
std::optional<EntityTag> read_tag(std::string_view element) {
  EntityTag tag;
  if (element.starts_with("W/")) {
    tag.weak = true;
    element.remove_prefix(2);
  }
  if (element.size() < 2 || element.front() != '"' || element.back() != '"') {
    return std::nullopt;
  }
  const std::string_view inner = element.substr(1, element.size() - 2);
  const bool well_formed = std::ranges::all_of(inner, [](unsigned char character) {
    return character > 0x20 && character != '"' && character != 0x7F;
  });
  if (!well_formed) {
    return std::nullopt;
  }
  tag.opaque = element;
  return tag;
}

// Where the element ends that `list` begins with. Not `find_unquoted`: a backslash in an entity tag
// escapes nothing.
std::size_t find_element_end(std::string_view list) {
  bool quoted = false;
  for (std::size_t at = 0; at < list.size(); ++at) {
    if (list[at] == '"') {
      quoted = !quoted;
    } else if (list[at] == ',' && !quoted) {
      return at;
    }
  }
  return list.size();
}

// Whether the client's tag is ours, as it is or as a compressing proxy renamed it.
bool is_our_tag(std::string_view clients, std::string_view ours) {
  return clients == ours ||
         (ours.starts_with('"') && original_tag(clients) == ours.substr(1, ours.size() - 2));
}

}  // namespace

std::string_view original_tag(std::string_view tag) {
  if (tag.starts_with("W/")) {
    tag.remove_prefix(2);
  }
  if (tag.size() > 1 && tag.starts_with('"') && tag.ends_with('"')) {
    tag = tag.substr(1, tag.size() - 2);
  }
  for (const std::string_view suffix : {"-gzip", ";gzip", "-br"}) {
    if (tag.ends_with(suffix)) {
      return tag.substr(0, tag.size() - suffix.size());
    }
  }
  return tag;
}

std::optional<TagList> TagList::find(const Request& request, std::string_view field_name) {
  TagList list;
  std::size_t fields = 0;
  std::size_t elements = 0;
  bool star = false;
  request.each(field_name, [&](std::string_view value) {
    ++fields;
    while (!value.empty()) {
      const std::size_t end = find_element_end(value);
      const std::string_view element = trim(value.substr(0, end));
      value.remove_prefix(std::min(end + 1, value.size()));
      elements += element.empty() ? 0 : 1;
      star = star || element == "*";
      if (const auto tag = read_tag(element)) {
        list.tags_.push_back(*tag);
      }
    }
  });
  if (fields == 0) {
    return std::nullopt;
  }
  list.any_ = star && elements == 1;
  return list;
}

bool TagList::names_weakly(std::string_view tag) const {
  return std::ranges::any_of(tags_,
                             [&](const EntityTag& each) { return is_our_tag(each.opaque, tag); });
}

bool TagList::names_strongly(std::string_view tag) const {
  return std::ranges::any_of(
      tags_, [&](const EntityTag& each) { return !each.weak && is_our_tag(each.opaque, tag); });
}

}  // namespace skillboard
