#include "skillboard/storage/step_check.hpp"

#include <string>
#include <variant>

namespace skillboard {

namespace {

// Compares what an event says it overwrites with what a talk has.
class FormerCheck {
 public:
  explicit FormerCheck(const Talk& talk) : talk_(talk) {}

  bool operator()(const TalkEdited& event) const {
    return !event.former ||
           *event.former == Details{talk_.presenter, talk_.summary, talk_.ownership.owner};
  }

  bool operator()(const TalkRenamed& event) const {
    return !event.former || *event.former == talk_.title;
  }

  bool operator()(const CommentEdited& event) const {
    const Comment* comment = find_comment(talk_, event.comment);
    return !event.former || (comment != nullptr && *event.former == comment->message);
  }

  template <typename Event>
  bool operator()(const Event&) const {
    return true;  // it overwrites nothing
  }

 private:
  const Talk& talk_;
};

}  // namespace

bool found_what_it_says(const TalkStore& talks, const Change& change) {
  // What stands in the place of a purged step says nothing of what was there. Steps behind the
  // first found what that one left.
  if (change.steps.empty() || std::holds_alternative<Purged>(change.steps.front().event)) {
    return true;
  }
  const Step& step = change.steps.front();
  const TalkPointer talk = talks.find_kept(talk_of(step.event));
  return talks.step(step.event, change.version).before == step.before &&
         (!talk || std::visit(FormerCheck(*talk), step.event));
}

}  // namespace skillboard
