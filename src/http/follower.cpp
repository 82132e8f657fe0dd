#include "skillboard/http/follower.hpp"

namespace skillboard {

ResponsePointer Follower::answer(WakeReason) {
  return nullptr;
}

std::chrono::milliseconds Follower::wait_left() const {
  return {};
}

StreamPart Follower::go_on(WakeReason) {
  return StreamPart::end();
}

Reply Follower::hear(std::string_view) {
  return {};
}

}  // namespace skillboard
