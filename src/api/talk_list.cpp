#include "skillboard/api/talk_list.hpp"

#include <string>
#include <utility>

#include "skillboard/http/conditions.hpp"
#include "skillboard/http/preferences.hpp"

namespace skillboard {

Outcome TalkList::answer(const Request& request) {
  const auto known = TagList::find(request, "If-None-Match");
  const std::string& tag = board_.publication()->tag();
  if (!known || (!known->any() && !known->names_weakly(tag))) {
    return list(Wait(0));
  }
  if (const auto wait = preferred_wait(request, longest_wait_)) {
    const Version version = board_.publication()->version();
    return Park{PollTicket{PollTicket::Subject::talks, version, *wait}.pack(), *wait};
  }
  return not_modified(Wait(0));
}

ResponsePointer TalkList::answer_parked(const PollTicket& poll) {
  return board_.publication()->version() == poll.version ? not_modified(poll.wait)
                                                         : list(poll.wait);
}

ResponsePointer TalkList::list(Wait wait) {
  ResponsePointer& prepared = answers(wait).list;
  if (!prepared) {
    ResponseDraft draft = make_draft(200, wait);
    draft.set("Content-Type", "application/json");
    draft.body = publication_->list();
    prepared = make_response(std::move(draft));
  }
  return prepared;
}

ResponsePointer TalkList::not_modified(Wait wait) {
  ResponsePointer& prepared = answers(wait).not_modified;
  if (!prepared) {
    prepared = make_response(make_draft(304, wait));
  }
  return prepared;
}

TalkList::Answers& TalkList::answers(Wait wait) {
  if (publication_ != board_.publication()) {
    publication_ = board_.publication();
    prepared_.clear();
  }
  return prepared_[wait];
}

ResponseDraft TalkList::make_draft(unsigned status, Wait wait) const {
  return poll_answer(status, publication_->tag(), wait);
}

}  // namespace skillboard
