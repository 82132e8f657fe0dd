#pragma once

#include <boost/system/result.hpp>
#include <nlohmann/json_fwd.hpp>

#include "skillboard/api/presence.hpp"
#include "skillboard/http/problem.hpp"

namespace skillboard {

// What a page says that it looks at: `{"talks", "name", "writing"}` (docs/live.md). Refused with
// 400 when that is not what they should be.
boost::system::result<Look, Problem> read_look(const nlohmann::json& json);

// That more pages look at something than can be told of (503).
Problem too_many_look();

}  // namespace skillboard
