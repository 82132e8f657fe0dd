#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "skillboard/talks/talk.hpp"

namespace skillboard {

// Lets a map of strings be searched without making a std::string first.
struct StringHash {
  using is_transparent = void;

  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

// Which talk a title stands for, among the talks that are on the board.
class TitleIndex {
 public:
  // The place of the talk with exactly this title; 0 for none.
  Version find(std::string_view title) const;

  // The place of the talk that had this title last, when none has it now; 0 for none.
  Version find_former(std::string_view title) const;

  // A talk whose titles are in the index is taken out before any of them changes.
  void add(const Talk& talk);
  void remove(const Talk& talk);

 private:
  using Places = std::unordered_map<std::string, Version, StringHash, std::equal_to<>>;
  // By the change that gave the title up.
  using FormerPlaces =
      std::unordered_map<std::string, std::map<Version, Version>, StringHash, std::equal_to<>>;

  Places places_;
  FormerPlaces former_places_;
};

}  // namespace skillboard
