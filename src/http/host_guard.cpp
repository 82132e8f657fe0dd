#include "skillboard/http/host_guard.hpp"

#include <utility>

#include "skillboard/http/standard_answers.hpp"

namespace skillboard {

HostGuard::HostGuard(Handler& handler, KnownHosts hosts)
    : handler_(handler), hosts_(std::move(hosts)) {}

Outcome HostGuard::handle(const Request& request) {
  if (!hosts_.include(request.authority)) {
    return not_our_host(request.authority);
  }
  return handler_.handle(request);
}

ResponsePointer HostGuard::answer_parked(Ticket ticket, WakeReason reason) {
  return handler_.answer_parked(ticket, reason);
}

StreamPart HostGuard::continue_stream(Ticket ticket, WakeReason reason) {
  return handler_.continue_stream(ticket, reason);
}

}  // namespace skillboard
