#pragma once

#include <functional>
#include <string>

#include "skillboard/http/handler.hpp"

namespace skillboard {

// What the operator's programs ask, at an address of its own: GET /healthz, whether the loop turns;
// GET /readyz, whether the board can be read and changed, 503 with the reason where not; and
// GET /metrics.
class AdminSite final : public Handler {
 public:
  struct Sources {
    // Why the server is not ready; empty when it is.
    std::function<std::string()> not_ready;
    std::function<std::string()> metrics;
  };

  explicit AdminSite(Sources sources) : sources_(std::move(sources)) {}

  Outcome handle(const Request& request) override;

  // Nothing is parked here.
  ResponsePointer answer_parked(Ticket ticket, WakeReason reason) override;

 private:
  Sources sources_;
};

}  // namespace skillboard
