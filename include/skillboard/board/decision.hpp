#pragma once

#include <boost/system/result.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "skillboard/board/submission.hpp"
#include "skillboard/talks/limits.hpp"
#include "skillboard/talks/talk.hpp"

namespace skillboard {

// What a submission led to.
enum class Effect : std::uint8_t {
  nothing,  // the board was like that already
  talk_proposed,
  talk_edited,
  talk_renamed,
  talk_removed,
  comment_written,
  comment_edited,
  comment_removed,
  changes_undone,
  purged,
  removal_asked,  // one more member has to want it
  device_joined,
  name_vouched,
  names_changed,  // in any other way
};

struct Accepted {
  Effect effect = Effect::nothing;
  // A version that contains it.
  Version version = 0;
  // What was written, for `comment_written`.
  std::shared_ptr<const Comment> comment{};
  // For `changes_undone`: those that stay, since others built on them.
  std::vector<Version> left{};
};

// Why the board does not do it.
enum class Refusal : std::uint8_t {
  invalid_text,  // see Rejected::text
  no_such_talk,
  no_such_comment,
  precondition_failed,
  title_taken,         // by another talk
  changed_since,       // what would be undone is not as that change left it; see `in_the_way`
  purged,              // what would be put back is erased for good
  not_yours,           // the words, the name or the device is somebody else's
  name_taken,          // by another device
  name_looks_alike,    // it looks like one that is taken
  name_mixes_scripts,  // it could be taken for another
  sign_in,             // names come from the proxy, which has sent none
  members_only,        // who asks is no member, or not yet
  restored_by_author,  // undoing is no way to remove what its author has restored
  not_undoable,        // there is no taking it back
  no_such_name,
  no_such_device,
  vouched_already,    // by this member
  too_new,            // the device joined too recently to sign others out
  too_many_names,     // of this device, or on this board
  too_many_devices,   // or words of members for devices, of one name
  too_many_passkeys,  // of one name
  others_words,       // others have written under the talk that would be erased
  nothing_to_undo,    // by anybody, or nothing was taken away that could be erased
  too_many_talks,
  too_many_comments,
  too_many_titles,
  retry_key_reused,     // for another request
  too_many_waiting,     // too many submissions wait for the journal
  journal_unavailable,  // it cannot write; nothing happened
  outdated,             // something was purged since the changes were read: read them again
};

// Which text is at fault and how.
struct InvalidText {
  std::string_view field;  // as the interface calls it; a literal
  TextFault fault = TextFault::blank;
  std::size_t most_characters = 0;
};

struct Rejected {
  Refusal refusal = Refusal::no_such_talk;
  InvalidText text{};
  // For `changed_since` and `title_taken`: the newest change that is in the way.
  Version in_the_way = 0;
};

using Decision = boost::system::result<Accepted, Rejected>;

// Whether it has to be asked again, which is no answer that a retry should get.
inline bool is_outdated(const Decision& decision) {
  return !decision && decision.error().refusal == Refusal::outdated;
}

// A decision as a receipt keeps it in the journal, so that a retry gets the same answer after a
// restart (docs/journal-format.md). No text of the request is kept: what is at fault is found anew,
// and what was written stands in the request that comes again.
std::string encode_outcome(const Decision& decision);

// `again` is what the retry wants, which is what the first request wanted. Nothing when the text is
// not one that `encode_outcome` made.
std::optional<Decision> decode_outcome(std::string_view outcome, Version version,
                                       const Intention& again);

}  // namespace skillboard
