#pragma once

#include "skillboard/http/handler.hpp"
#include "skillboard/http/known_hosts.hpp"

namespace skillboard {

// Asks another handler, which outlives it, but for requests to a host that is not ours: those are
// refused (421), whatever they ask for.
class HostGuard final : public Handler {
 public:
  HostGuard(Handler& handler, KnownHosts hosts);

  Outcome handle(const Request& request) override;
  ResponsePointer answer_parked(Ticket ticket, WakeReason reason) override;
  StreamPart continue_stream(Ticket ticket, WakeReason reason) override;

 private:
  Handler& handler_;
  KnownHosts hosts_;
};

}  // namespace skillboard
