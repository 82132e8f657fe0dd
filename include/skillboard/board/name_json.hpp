#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "skillboard/talks/held_name.hpp"
#include "skillboard/talks/name_event.hpp"
#include "skillboard/talks/roster.hpp"

namespace skillboard {

// How a device came to hold a name, as the interface calls it.
std::string_view name_of(Joining joining);

// What became of names, as everybody may know it (docs/http-interface.md): devices by their
// handles, names as `roster` has them.
std::string to_json(const std::vector<NameEvent>& events, const Roster& roster);

}  // namespace skillboard
