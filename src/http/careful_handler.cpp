#include "skillboard/http/careful_handler.hpp"

#include <exception>

#include "skillboard/http/report.hpp"
#include "skillboard/http/standard_answers.hpp"

namespace skillboard {

Outcome CarefulHandler::handle(const Request& request) {
  try {
    return handler_.handle(request);
  } catch (...) {
    report(std::current_exception());
    return internal_error();
  }
}

ResponsePointer CarefulHandler::answer_parked(Ticket ticket, WakeReason reason) {
  try {
    return handler_.answer_parked(ticket, reason);
  } catch (...) {
    report(std::current_exception());
    return internal_error();
  }
}

}  // namespace skillboard
