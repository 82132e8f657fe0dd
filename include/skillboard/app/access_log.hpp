#pragma once

#include <string>
#include <vector>

#include "skillboard/http/traffic.hpp"

namespace skillboard {

// Logs each request when it has been answered: the route instead of the path, so that nothing a
// person wrote, no cookie, no code and no passphrase stands in the log.
class AccessLog final : public TrafficObserver {
 public:
  struct Options {
    bool enabled = false;
    // Whether it says who asked, which is about persons.
    bool addresses = false;
  };

  // `route_names` are those of the handler.
  AccessLog(const Options& options, const std::vector<std::string>& route_names)
      : options_(options), route_names_(route_names) {}

  void answered(const Answered& answered) override;

 private:
  const Options& options_;
  const std::vector<std::string>& route_names_;
};

}  // namespace skillboard
