#include "skillboard/http/careful_handler.hpp"

#include <exception>

#include "skillboard/http/report.hpp"
#include "skillboard/http/standard_answers.hpp"

namespace skillboard {

StreamPart Handler::continue_stream(Ticket, WakeReason) {
  return StreamPart::end();
}

Outcome CarefulHandler::handle(const Request& request) {
  try {
    return handler_.handle(request);
  } catch (...) {
    report(std::current_exception());
    return internal_error();
  }
}

StreamPart CarefulHandler::continue_stream(Ticket ticket, WakeReason reason) {
  try {
    return handler_.continue_stream(ticket, reason);
  } catch (...) {
    report(std::current_exception());
    return StreamPart::end();
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
