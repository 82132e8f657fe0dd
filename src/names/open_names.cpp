#include "skillboard/names/open_names.hpp"

#include <algorithm>

namespace skillboard {

OpenNames::OpenNames(std::string_view list) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    NameKey key = make_name_key(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
    if (!key.folded.empty()) {
      skeletons_.insert(std::move(key.skeleton));
    }
  }
}

bool OpenNames::contains(const NameKey& name) const {
  return skeletons_.contains(name.skeleton) || skeletons_.contains(name.misread);
}

}  // namespace skillboard
