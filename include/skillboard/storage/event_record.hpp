#pragma once

#include <nlohmann/json.hpp>

#include "skillboard/storage/member_reader.hpp"
#include "skillboard/talks/change.hpp"

namespace skillboard {

// The members of a step's record that say what happened, `event` among them.
nlohmann::json event_members(const ChangeEvent& event);

// Takes them back; the reader remembers what is wrong with them.
ChangeEvent read_event(MemberReader& record);

}  // namespace skillboard
