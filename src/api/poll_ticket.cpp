#include "skillboard/api/poll_ticket.hpp"

namespace skillboard {

namespace {

constexpr unsigned subject_bits = 1;
constexpr unsigned wait_bits = 9;
constexpr unsigned version_bits = 40;
static_assert(subject_bits + wait_bits + version_bits == ticket_bits);

constexpr Ticket mask(unsigned bits) {
  return (Ticket{1} << bits) - 1;
}

}  // namespace

Ticket PollTicket::pack() const {
  const Ticket counted = (version << wait_bits) | static_cast<Ticket>(wait.count());
  return (counted << subject_bits) | static_cast<Ticket>(subject);
}

PollTicket PollTicket::unpack(Ticket ticket) {
  const Ticket counted = ticket >> subject_bits;
  return {static_cast<Subject>(ticket & mask(subject_bits)), counted >> wait_bits,
          std::chrono::seconds(counted & mask(wait_bits))};
}

ResponseDraft poll_answer(unsigned status, const std::string& tag, std::chrono::seconds wait) {
  ResponseDraft draft;
  draft.status = status;
  draft.set("ETag", tag);
  draft.set("Cache-Control", "no-store");
  if (wait.count() > 0) {
    draft.set("Preference-Applied", "wait=" + std::to_string(wait.count()));
  }
  return draft;
}

}  // namespace skillboard
