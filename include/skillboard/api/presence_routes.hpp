#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "skillboard/api/presence.hpp"
#include "skillboard/api/route.hpp"
#include "skillboard/http/problem.hpp"

namespace skillboard {

// The part of the interface below /presence: who looks at what, for those who have no WebSocket.
class PresenceRoutes {
 public:
  using CheckName = std::function<std::optional<Problem>(const Request&, const std::string& name)>;

  // The presence outlives it. `check_name` says why somebody cannot be seen under a name, if so.
  PresenceRoutes(Presence& presence, CheckName check_name)
      : presence_(presence), check_name_(std::move(check_name)) {}

  // Adds its rows to the table, which refer to this.
  void add_to(std::vector<Route>& table);

 private:
  Outcome look(const Call& call);
  Outcome leave(const Call& call);

  Presence& presence_;
  CheckName check_name_;
};

}  // namespace skillboard
