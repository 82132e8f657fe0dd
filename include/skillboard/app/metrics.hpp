#pragma once

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "skillboard/board/board.hpp"
#include "skillboard/http/traffic.hpp"

namespace skillboard {

// What the server counts and measures, by the conventions of Prometheus
// (https://prometheus.io/docs/practices/naming/). docs/metrics.md says what each of them means.
class Metrics final : public TrafficObserver {
 public:
  using Labels = prometheus::Labels;
  using Reading = std::function<double()>;

  // `route_names` are those of the handler.
  explicit Metrics(const std::vector<std::string>& route_names);

  // Costs a look into two tables of pointers, and no allocation but for what is new.
  void answered(const Answered& answered) override;

  void batch_written(const BatchReport& report);

  // How much later than asked for the loop came to a timer.
  void loop_was_late(std::chrono::nanoseconds late);

  // Adds a value that is read when it is asked for: one that goes up and down, or one that only
  // grows.
  void add_gauge(const std::string& name, const std::string& help, const Labels& labels,
                 Reading read);
  void add_counter(const std::string& name, const std::string& help, const Labels& labels,
                   Reading read);

  // All of it in the text format 0.0.4.
  std::string write();

 private:
  prometheus::Counter& requests(RouteId route, unsigned status);
  prometheus::Histogram& durations(RouteId route);
  prometheus::Counter& refusals(const std::string& reason);

  const std::vector<std::string>& route_names_;
  prometheus::Registry registry_;
  prometheus::Family<prometheus::Counter>& requests_;
  prometheus::Family<prometheus::Histogram>& durations_;
  prometheus::Family<prometheus::Counter>& refusals_;
  std::map<std::pair<RouteId, unsigned>, prometheus::Counter*> requests_by_route_;
  std::map<RouteId, prometheus::Histogram*> durations_by_route_;
  std::map<std::string, prometheus::Counter*, std::less<>> refusals_by_reason_;
  prometheus::Counter& publications_;
  prometheus::Counter& commits_;
  prometheus::Counter& failed_commits_;
  prometheus::Histogram& commit_durations_;
  prometheus::Histogram& batch_sizes_;
  prometheus::Histogram& loop_lag_;
  std::vector<std::pair<prometheus::Gauge*, Reading>> gauges_;
  std::vector<std::pair<prometheus::Counter*, Reading>> counters_;
};

}  // namespace skillboard
