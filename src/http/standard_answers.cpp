#include "skillboard/http/standard_answers.hpp"

#include <string>
#include <utility>

#include "skillboard/http/problem.hpp"

namespace skillboard {

ResponsePointer overloaded() {
  ResponseDraft draft = problem_response(
      {503, "too-busy", "The board is too busy right now", "Please try again in a moment.", ""});
  draft.set("Retry-After", "5");
  return make_response(std::move(draft));
}

ResponsePointer too_many_requests(std::chrono::seconds retry_after) {
  const std::string seconds = std::to_string(retry_after.count());
  ResponseDraft draft = problem_response(
      {429, "too-many-requests", "Too many requests from here at once",
       "Please try again in " + seconds + (seconds == "1" ? " second." : " seconds."), ""});
  draft.set("Retry-After", seconds);
  return make_response(std::move(draft));
}

ResponsePointer not_our_host(std::string_view authority) {
  std::string detail(authority);
  detail.append(
      " is not a host of this board. If it is meant to be, start the server with --public-url and "
      "the address that members use; a proxy has to pass Host on.");
  return make_response(problem_response(
      {421, "not-our-host", "The board is not known under this address", std::move(detail), ""}));
}

ResponsePointer refusal(MessageFault fault) {
  ResponseDraft draft = problem_response(describe(fault));
  draft.close = true;
  return make_response(std::move(draft));
}

ResponsePointer internal_error() {
  return make_response(problem_response(
      {500, "internal-error", "Something went wrong on the server", "It has been logged.", ""}));
}

}  // namespace skillboard
