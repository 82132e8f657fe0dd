#include "skillboard/http/standard_answers.hpp"

#include <utility>

#include "skillboard/http/problem.hpp"

namespace skillboard {

ResponsePointer overloaded() {
  ResponseDraft draft = problem_response(
      {503, "too-busy", "The board is too busy right now", "Please try again in a moment.", ""});
  draft.set("Retry-After", "5");
  return make_response(std::move(draft));
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
