#pragma once

#include <nlohmann/json.hpp>

#include "skillboard/storage/member_reader.hpp"
#include "skillboard/talks/held_name.hpp"
#include "skillboard/talks/name_event.hpp"

namespace skillboard {

// Names and what happens to them, as members of a record (docs/journal-format.md). The reader
// remembers what is wrong with them.

nlohmann::json name_members(const HeldName& name);
HeldName read_name(MemberReader& record);

nlohmann::json name_event_members(const NameEvent& event);
NameEvent read_name_event(MemberReader& record);

}  // namespace skillboard
