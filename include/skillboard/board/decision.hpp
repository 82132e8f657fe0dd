#pragma once

#include <boost/system/result.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "skillboard/talks/limits.hpp"
#include "skillboard/talks/talk.hpp"

namespace skillboard {

// What a submission led to.
enum class Effect : std::uint8_t {
  nothing,  // the board was like that already
  talk_proposed,
  talk_edited,
  talk_removed,
  comment_written,
  comment_edited,
  comment_removed,
};

struct Accepted {
  Effect effect = Effect::nothing;
  // A version that contains it.
  Version version = 0;
  // What was written, for `comment_written`.
  std::shared_ptr<const Comment> comment;
};

// Why the board does not do it.
enum class Refusal : std::uint8_t {
  invalid_text,  // see Rejected::text
  no_such_talk,
  no_such_comment,
  precondition_failed,
  too_many_talks,
  too_many_comments,
  retry_key_reused,     // for another request
  too_many_waiting,     // too many submissions wait for the journal
  journal_unavailable,  // it cannot write; nothing happened
};

// Which text is at fault and how.
struct InvalidText {
  std::string_view field;  // as the interface calls it; a literal
  TextFault fault = TextFault::blank;
  std::size_t most_characters = 0;
};

struct Rejected {
  Refusal refusal = Refusal::no_such_talk;
  InvalidText text;
};

using Decision = boost::system::result<Accepted, Rejected>;

// A decision as a receipt keeps it in the journal, so that a retry gets the same answer after a
// restart (docs/journal-format.md). Texts at fault are never kept: they are found anew.
std::string encode_outcome(const Decision& decision);

// Nothing when the text is not one that `encode_outcome` made.
std::optional<Decision> decode_outcome(std::string_view outcome, Version version);

}  // namespace skillboard
