#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "skillboard/http/request.hpp"

namespace skillboard {

// An entity tag as a client sent it.
struct EntityTag {
  bool weak = false;
  std::string_view opaque;  // with its quotes
};

// What stands between the quotes of a tag that we made, whatever a client made of it: weak, without
// its quotes, or with the one suffix that a proxy adds when it compresses (`"x-gzip"`, `"x;gzip"`
// and `"x-br"` are `x`). A view into `tag`.
std::string_view original_tag(std::string_view tag);

// `If-Match` or `If-None-Match` (RFC 9110, sections 13.1.1 and 13.1.2), all fields of the name
// taken together.
class TagList {
 public:
  // Nothing when the request has no such field. A list that cannot be read names what could be
  // read of it: for If-None-Match this errs to sending anew, for If-Match to refusing.
  static std::optional<TagList> find(const Request& request, std::string_view field_name);

  // Whether it is `*`.
  bool any() const { return any_; }

  // Whether it names the tag, compared weakly (section 8.8.3.2), as it is or as a proxy renamed it
  // (`original_tag`). `*` is not counted.
  bool names_weakly(std::string_view tag) const;

  // Whether it names the tag, compared strongly, as it is or renamed.
  bool names_strongly(std::string_view tag) const;

 private:
  bool any_ = false;
  std::vector<EntityTag> tags_;
};

}  // namespace skillboard
