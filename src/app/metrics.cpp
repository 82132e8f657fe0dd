#include "skillboard/app/metrics.hpp"

#include <prometheus/text_serializer.h>

namespace skillboard {

namespace {

using prometheus::BuildCounter;
using prometheus::BuildGauge;
using prometheus::BuildHistogram;
using Buckets = prometheus::Histogram::BucketBoundaries;

// In seconds. From an answer out of memory, over a commit on a disk, to what a person waits for.
const Buckets short_times{0.000'025, 0.000'05, 0.000'1, 0.000'25, 0.000'5, 0.001,
                          0.002'5,   0.005,    0.01,    0.025,    0.05,    0.1,
                          0.25,      0.5,      1,       2.5,      5,       10};
const Buckets sizes{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

double seconds(std::chrono::nanoseconds time) {
  return std::chrono::duration<double>(time).count();
}

prometheus::Counter& counter(prometheus::Registry& registry, const char* name, const char* help) {
  return BuildCounter().Name(name).Help(help).Register(registry).Add({});
}

prometheus::Histogram& histogram(prometheus::Registry& registry, const char* name, const char* help,
                                 const Buckets& buckets) {
  return BuildHistogram().Name(name).Help(help).Register(registry).Add({}, buckets);
}

}  // namespace

Metrics::Metrics(const std::vector<std::string>& route_names)
    : route_names_(route_names),
      requests_(BuildCounter()
                    .Name("skillboard_http_requests_total")
                    .Help("Requests that were answered, by route and status.")
                    .Register(registry_)),
      durations_(BuildHistogram()
                     .Name("skillboard_http_request_duration_seconds")
                     .Help("From a request being whole to its answer, but for parked polls.")
                     .Register(registry_)),
      refusals_(BuildCounter()
                    .Name("skillboard_http_refusals_total")
                    .Help("Requests that were refused, by the type of the problem.")
                    .Register(registry_)),
      publications_(counter(registry_, "skillboard_publications_total",
                            "Boards that everybody who waits was told of.")),
      commits_(
          counter(registry_, "skillboard_journal_commits_total", "Batches that became durable.")),
      failed_commits_(counter(registry_, "skillboard_journal_commit_failures_total",
                              "Batches that could not be written.")),
      commit_durations_(histogram(registry_, "skillboard_journal_commit_duration_seconds",
                                  "From a batch being given to the journal to its being durable.",
                                  short_times)),
      batch_sizes_(histogram(registry_, "skillboard_journal_batch_changes",
                             "Changes that became durable together.", sizes)),
      loop_lag_(histogram(registry_, "skillboard_event_loop_lag_seconds",
                          "How much later than asked for the event loop came to a timer.",
                          short_times)) {
  BuildGauge()
      .Name("skillboard_build_info")
      .Help("Always 1; the labels say what is running.")
      .Register(registry_)
      .Add({{"version", SKILLBOARD_VERSION}})
      .Set(1);
}

void Metrics::answered(const Answered& answered) {
  requests(answered.route, answered.response.status()).Increment();
  if (!answered.waited) {
    durations(answered.route).Observe(seconds(answered.took));
  }
  if (!answered.response.reason().empty()) {
    refusals(answered.response.reason()).Increment();
  }
}

void Metrics::batch_written(const BatchReport& report) {
  (report.durable ? commits_ : failed_commits_).Increment();
  if (!report.durable) {
    return;
  }
  commit_durations_.Observe(seconds(report.took));
  if (report.changes > 0) {
    publications_.Increment();
    batch_sizes_.Observe(static_cast<double>(report.changes));
  }
}

void Metrics::loop_was_late(std::chrono::nanoseconds late) {
  loop_lag_.Observe(seconds(late));
}

void Metrics::add_gauge(const std::string& name, const std::string& help, const Labels& labels,
                        Reading read) {
  prometheus::Gauge& gauge = BuildGauge().Name(name).Help(help).Register(registry_).Add(labels);
  gauges_.emplace_back(&gauge, std::move(read));
}

void Metrics::add_counter(const std::string& name, const std::string& help, const Labels& labels,
                          Reading read) {
  prometheus::Counter& counter =
      BuildCounter().Name(name).Help(help).Register(registry_).Add(labels);
  counters_.emplace_back(&counter, std::move(read));
}

std::string Metrics::write() {
  for (const auto& [gauge, read] : gauges_) {
    gauge->Set(read());
  }
  for (const auto& [counter, read] : counters_) {
    counter->Increment(read() - counter->Value());
  }
  return prometheus::TextSerializer().Serialize(registry_.Collect());
}

prometheus::Counter& Metrics::requests(RouteId route, unsigned status) {
  prometheus::Counter*& found = requests_by_route_[{route, status}];
  if (found == nullptr) {
    found = &requests_.Add({{"route", route_names_.at(route)}, {"code", std::to_string(status)}});
  }
  return *found;
}

prometheus::Histogram& Metrics::durations(RouteId route) {
  prometheus::Histogram*& found = durations_by_route_[route];
  if (found == nullptr) {
    found = &durations_.Add({{"route", route_names_.at(route)}}, short_times);
  }
  return *found;
}

prometheus::Counter& Metrics::refusals(const std::string& reason) {
  prometheus::Counter*& found = refusals_by_reason_[reason];
  if (found == nullptr) {
    found = &refusals_.Add({{"reason", reason}});
  }
  return *found;
}

}  // namespace skillboard
