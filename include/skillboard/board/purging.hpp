#pragma once

#include <boost/system/result.hpp>

#include <string_view>
#include <vector>

#include "skillboard/board/decision.hpp"
#include "skillboard/board/undoing.hpp"
#include "skillboard/talks/change.hpp"
#include "skillboard/talks/talk_store.hpp"

namespace skillboard {

// What has to be purged so that nothing is left of what the change took away: of a talk or comment
// that it removed all, of one that it edited the former text. Refused unless all of it is in the
// words of who acts, nobody else has written under a talk that would go, and none of it stands on
// the board again.
boost::system::result<std::vector<Purged>, Rejected> purge_former(const TalkStore& talks,
                                                                  const Change& change,
                                                                  const IsOwn& is_own);

}  // namespace skillboard
