#include "skillboard/board/submission.hpp"

namespace skillboard {

std::string_view title_of(const Intention& intention) {
  return std::visit(
      [](const auto& wish) -> std::string_view {
        if constexpr (requires { wish.title; }) {
          return wish.title;
        } else {
          return {};
        }
      },
      intention);
}

}  // namespace skillboard
