#include "skillboard/app/admin_site.hpp"

#include <utility>

#include "skillboard/http/problem.hpp"
#include "skillboard/http/standard_answers.hpp"

namespace skillboard {

namespace {

constexpr const char* plain_text = "text/plain; charset=utf-8";
constexpr const char* metrics_text = "text/plain; version=0.0.4; charset=utf-8";

ResponsePointer tell(unsigned status, const char* type, std::string text) {
  ResponseDraft draft;
  draft.status = status;
  draft.set("Cache-Control", "no-store").set_body(type, std::move(text));
  return make_response(std::move(draft));
}

ResponsePointer cannot_be_done() {
  ResponseDraft draft = problem_response(
      {405, "method-not-allowed", "This can only be read", "See the Allow header.", ""});
  draft.set("Allow", "GET, HEAD");
  return make_response(std::move(draft));
}

}  // namespace

Outcome AdminSite::handle(const Request& request) {
  using boost::beast::http::verb;
  const bool known =
      request.path == "/healthz" || request.path == "/readyz" || request.path == "/metrics";
  if (!known) {
    return make_response(problem_response({404, "not-found", "There is nothing here", "", ""}));
  }
  if (request.method != verb::get && request.method != verb::head) {
    return cannot_be_done();
  }
  if (request.path == "/metrics") {
    return tell(200, metrics_text, sources_.metrics());
  }
  const std::string reason = request.path == "/readyz" ? sources_.not_ready() : "";
  return reason.empty() ? tell(200, plain_text, "ok\n") : tell(503, plain_text, reason + "\n");
}

ResponsePointer AdminSite::answer_parked(Ticket, WakeReason) {
  return internal_error();
}

}  // namespace skillboard
