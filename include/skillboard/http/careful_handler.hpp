#pragma once

#include "skillboard/http/handler.hpp"

namespace skillboard {

// Asks another handler, which outlives it. Whatever that one throws is logged and becomes 500.
class CarefulHandler final : public Handler {
 public:
  explicit CarefulHandler(Handler& handler) : handler_(handler) {}

  Outcome handle(const Request& request) override;
  ResponsePointer answer_parked(Ticket ticket, WakeReason reason) override;
  StreamPart continue_stream(Ticket ticket, WakeReason reason) override;

 private:
  Handler& handler_;
};

}  // namespace skillboard
