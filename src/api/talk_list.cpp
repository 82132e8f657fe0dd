#include "skillboard/api/talk_list.hpp"

#include <string>
#include <utility>

#include "skillboard/http/conditions.hpp"
#include "skillboard/http/preferences.hpp"

namespace skillboard {

namespace {

// A ticket holds the version that was parked for and the wait that was taken, in seconds.
constexpr unsigned wait_bits = 9;
constexpr Ticket wait_mask = (Ticket{1} << wait_bits) - 1;

Ticket make_ticket(Version version, std::chrono::seconds wait) {
  return (Ticket{version} << wait_bits) | static_cast<Ticket>(wait.count());
}

}  // namespace

Outcome TalkList::answer(const Request& request) {
  const auto known = TagList::find(request, "If-None-Match");
  const std::string& tag = board_.publication()->tag();
  if (!known || (!known->any() && !known->names_weakly(tag))) {
    return list(Wait(0));
  }
  if (const auto wait = preferred_wait(request, longest_wait_)) {
    return Park{make_ticket(board_.publication()->version(), *wait), *wait};
  }
  return not_modified(Wait(0));
}

ResponsePointer TalkList::answer_parked(Ticket ticket) {
  const Wait wait(ticket & wait_mask);
  const Ticket now = make_ticket(board_.publication()->version(), wait);
  return (now & ticket_mask) == ticket ? not_modified(wait) : list(wait);
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
  ResponseDraft draft;
  draft.status = status;
  draft.set("ETag", publication_->tag());
  draft.set("Cache-Control", "no-store");
  if (wait.count() > 0) {
    draft.set("Preference-Applied", "wait=" + std::to_string(wait.count()));
  }
  return draft;
}

}  // namespace skillboard
