#pragma once

#include <functional>
#include <optional>
#include <string>

#include "skillboard/board/decision.hpp"
#include "skillboard/board/permission.hpp"
#include "skillboard/board/submission.hpp"
#include "skillboard/storage/entry.hpp"
#include "skillboard/talks/change.hpp"
#include "skillboard/talks/limits.hpp"
#include "skillboard/talks/talk_store.hpp"

namespace skillboard {

// Makes the id of a new talk or comment: opaque, and never the same twice.
using MakeId = std::function<std::string()>;

// A decision, and the change that has to be made durable before anybody is told.
struct Decided {
  Decision decision;
  std::optional<Change> change;
  // The device that was seen, where that is to be kept.
  std::optional<Sighting> sighting{};
};

// What a decision needs to know beside the board and the submission.
struct Circumstances {
  const BoardLimits& limits;
  const NamePolicy& names;
  Instant now;  // the time that a change gets
  const MakeId& make_id;
};

// Decides a submission whose texts are in order against the board as it is now. A change gets the
// next version. Pure but for `make_id`.
Decided decide(const TalkStore& talks, const Submission& submission,
               const Circumstances& circumstances);

}  // namespace skillboard
