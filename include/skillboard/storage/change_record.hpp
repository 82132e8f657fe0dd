#pragma once

#include <nlohmann/json.hpp>

#include "skillboard/storage/member_reader.hpp"
#include "skillboard/talks/change.hpp"

namespace skillboard {

// The members of a change's record (docs/journal-format.md), but for its format.
nlohmann::json change_members(const Change& change);

// Takes them back; the reader remembers what is wrong with them.
Change read_change(MemberReader& record);

}  // namespace skillboard
