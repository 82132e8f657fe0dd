#pragma once

#include <boost/system/result.hpp>
#include <nlohmann/json_fwd.hpp>

#include <string_view>

#include "skillboard/http/problem.hpp"

namespace skillboard {

// A JSON object (RFC 8259) in UTF-8, at most 32 levels deep. Refused with 400 for all other text.
boost::system::result<nlohmann::json, Problem> read_json_object(std::string_view text);

}  // namespace skillboard
