#include "skillboard/app/access_log.hpp"

#include <nlohmann/json.hpp>

#include <chrono>

#include "skillboard/app/log.hpp"

namespace skillboard {

void AccessLog::answered(const Answered& answered) {
  if (answered.trace == nullptr) {
    return;  // refused before it was a request
  }
  const Trace& trace = *answered.trace;
  const std::chrono::duration<double> duration = std::chrono::steady_clock::now() - trace.began;
  nlohmann::ordered_json event{{"message", "request"},
                               {"id", trace.id},
                               {"route", route_names_.at(answered.route)},
                               {"status", answered.response.status()},
                               {"duration", duration.count()},
                               {"size", answered.body_bytes}};
  if (!answered.response.reason().empty()) {
    event["reason"] = answered.response.reason();
  }
  if (options_.addresses) {
    event["client"] = trace.client.to_string();
  }
  log_event(event);
}

}  // namespace skillboard
