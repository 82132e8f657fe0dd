#include "skillboard/talks/change.hpp"

namespace skillboard {

const std::string& touched_talk(const Change& change) {
  return std::visit([](const auto& event) -> const std::string& { return event.talk; },
                    change.event);
}

}  // namespace skillboard
