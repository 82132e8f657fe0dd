#include "skillboard/http/problem.hpp"

#include <nlohmann/json.hpp>

namespace skillboard {

ResponseDraft problem_response(const Problem& problem) {
  nlohmann::ordered_json json{
      {"type", "/problems/" + problem.type}, {"title", problem.title}, {"status", problem.status}};
  if (!problem.detail.empty()) {
    json["detail"] = problem.detail;
  }
  if (!problem.field.empty()) {
    json["field"] = problem.field;
  }
  for (const auto& [name, value] : problem.members) {
    json[name] = nlohmann::ordered_json::parse(value);
  }
  // A detail may quote what the client sent: what is not UTF-8 in it must not become an exception.
  std::string text = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  ResponseDraft draft;
  draft.status = problem.status;
  draft.reason = problem.type;
  draft.set("Cache-Control", "no-store").set_body("application/problem+json", std::move(text));
  return draft;
}

}  // namespace skillboard
