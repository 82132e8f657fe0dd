#include "skillboard/talks/change.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace skillboard {

const std::string& talk_of(const ChangeEvent& event) {
  return std::visit([](const auto& each) -> const std::string& { return each.talk; }, event);
}

std::string_view comment_of(const ChangeEvent& event) {
  return std::visit(
      [](const auto& each) -> std::string_view {
        if constexpr (requires { each.comment; }) {
          return each.comment;
        } else {
          return {};
        }
      },
      event);
}

namespace {

using Part = Purged::Part;

// What stands in the place of a title that is purged. No title has control characters, so it is no
// talk's, and it is another one for each.
std::string purged_title(Version text) {
  return '\x7F' + std::to_string(text);
}

// Takes one text out of an event. `wrote` and `overwrote` say which of the two the event did to it.
class TextScrub {
 public:
  TextScrub(const Purged& purged, const Step& step)
      : purged_(purged),
        wrote_(step.after.part == purged.text),
        overwrote_(step.before.part == purged.text) {}

  bool operator()(TalkProposed& event) const {
    if (wrote_ && purged_.part == Part::title) {
      event.title = purged_title(purged_.text);
    } else if (wrote_ && purged_.part == Part::summary) {
      event.summary.clear();
    } else {
      return false;
    }
    return true;
  }

  bool operator()(TalkEdited& event) const {
    return purged_.part == Part::summary && scrub(event.summary, "", event.former);
  }

  bool operator()(TalkRenamed& event) const {
    return purged_.part == Part::title &&
           scrub(event.title, purged_title(purged_.text), event.former);
  }

  bool operator()(CommentWritten& event) const {
    std::optional<std::string> none;
    return is_its_message(event.comment) && scrub(event.message, "", none);
  }

  bool operator()(CommentEdited& event) const {
    return is_its_message(event.comment) && scrub(event.message, "", event.former);
  }

  template <typename Event>
  bool operator()(Event&) const {
    return false;  // it has no text
  }

 private:
  bool is_its_message(const std::string& comment) const {
    return purged_.part == Part::message && purged_.comment == comment;
  }

  template <typename Former>
  bool scrub(std::string& text, std::string replacement, std::optional<Former>& former) const {
    if (wrote_) {
      text = std::move(replacement);
    }
    if (overwrote_) {
      former.reset();
    }
    return wrote_ || overwrote_;
  }

  const Purged& purged_;
  bool wrote_;
  bool overwrote_;
};

bool is_purged(const Step& step) {
  return std::holds_alternative<Purged>(step.event);
}

bool scrub_step(Step& step, const Purged& purged) {
  if (talk_of(step.event) != purged.talk) {
    return false;
  }
  if (purged.part != Part::everything) {
    return std::visit(TextScrub(purged, step), step.event);
  }
  if (!purged.comment.empty() && comment_of(step.event) != purged.comment) {
    return false;
  }
  step.event = purged;
  return true;
}

}  // namespace

bool scrub(Talk& talk, const Purged& purged) {
  const auto is_meant = [&](const auto& comment) { return comment->id == purged.comment; };
  if (purged.part == Part::everything) {
    return std::erase_if(talk.comments, is_meant) > 0;
  }
  bool scrubbed = false;
  if (purged.part == Part::title) {
    scrubbed = std::erase_if(talk.former_titles, [&](const FormerTitle& former) {
                 return former.as_of == purged.text;
               }) > 0;
  }
  const auto clear = [&](Version written, std::string& text, std::string replacement) {
    if (written == purged.text) {
      text = std::move(replacement);
      scrubbed = true;
    }
  };
  if (purged.part == Part::title) {
    clear(talk.title_mark.as_of, talk.title, purged_title(purged.text));
  } else if (purged.part == Part::summary) {
    clear(talk.details_mark.as_of, talk.summary, "");
  } else if (const auto found = std::ranges::find_if(talk.comments, is_meant);
             found != talk.comments.end()) {
    Comment comment = **found;
    clear(comment.text, comment.message, "");
    *found = std::make_shared<const Comment>(std::move(comment));
  }
  return scrubbed;
}

bool purges(const Change& change) {
  return std::ranges::any_of(change.steps, is_purged);
}

bool scrub(Change& change, const Purged& purged) {
  bool scrubbed = false;
  for (Step& step : change.steps) {
    scrubbed = scrub_step(step, purged) || scrubbed;
  }
  if (scrubbed && std::ranges::all_of(change.steps, is_purged)) {
    change.by.clear();
    change.device.clear();
  }
  return scrubbed;
}

}  // namespace skillboard
