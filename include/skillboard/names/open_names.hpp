#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "skillboard/names/name_key.hpp"

namespace skillboard {

// Those that nobody means as their own, in the languages most at hand.
inline constexpr std::string_view default_open_names =
    "Anon, Anonymous, Anônimo, Guest, Convidado, Convidada, Invité, Gast, Invitado, Somebody";

// The names that belong to nobody and cannot be claimed.
class OpenNames {
 public:
  // `list` has commas between the names; blank ones do not count. An empty list opens no name.
  explicit OpenNames(std::string_view list = default_open_names);

  // Whether this is one of them, in any spelling, or passes for one: were "Аnon" with a Cyrillic А
  // somebody's, what it wrote would be taken for anybody's.
  bool contains(const NameKey& name) const;

  bool contains(std::string_view name) const { return contains(make_name_key(name)); }

 private:
  // Equal keys have equal skeletons, so the keys need not be kept.
  std::unordered_set<std::string> skeletons_;
};

}  // namespace skillboard
