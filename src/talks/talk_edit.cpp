#include "skillboard/talks/talk_edit.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

namespace skillboard {

namespace {

using CommentPointer = std::shared_ptr<const Comment>;

// One function for each event: makes it of the talk, which is there, and says whether it fits.
class Edit {
 public:
  Edit(Talk& talk, const Change& change, const Step& step)
      : talk_(talk), change_(change), step_(step) {}

  bool operator()(const TalkProposed&) const { return false; }  // it is there already

  bool operator()(const TalkEdited& event) const {
    talk_.presenter = event.presenter;
    talk_.summary = event.summary;
    talk_.ownership.owner = event.owner;
    talk_.ownership.restored_by_owner = talk_.ownership.restored_by_owner && !event.owner.empty();
    talk_.details_mark = mark();
    return true;
  }

  bool operator()(const TalkRenamed& event) const {
    auto& former = talk_.former_titles;
    const auto back = std::ranges::find(former, step_.after.part, &FormerTitle::as_of);
    if (back != former.end()) {
      former.erase(back, former.end());  // an undo: as if it had not been renamed since
    } else {
      former.push_back({talk_.title, talk_.title_mark.as_of, change_.version});
    }
    talk_.title = event.title;
    talk_.title_mark = mark();
    return true;
  }

  bool operator()(const TalkRemoved&) const {
    const bool fits = !talk_.removed;
    talk_.removed = talk_.removed.value_or(change_.time);
    talk_.ownership.removal_request.reset();
    return fits;
  }

  bool operator()(const TalkRestored& event) const {
    if (!std::exchange(talk_.removed, {})) {
      return false;
    }
    talk_.ownership.restored_by_owner = event.by_owner;
    return true;
  }

  bool operator()(const CommentWritten& event) const {
    if (find_comment(talk_, event.comment) != nullptr) {
      return false;
    }
    talk_.comments.push_back(std::make_shared<const Comment>(Comment{.id = event.comment,
                                                                     .author = event.author,
                                                                     .message = event.message,
                                                                     .written = change_.time,
                                                                     .place = change_.version,
                                                                     .mark = mark(),
                                                                     .text = step_.after.part,
                                                                     .ownership = {event.owner}}));
    return true;
  }

  bool operator()(const CommentEdited& event) const {
    return edit(event.comment, [&](Comment& comment) {
      comment.message = event.message;
      comment.text = step_.after.part;
    });
  }

  bool operator()(const CommentRemoved& event) const {
    return edit(event.comment, [&](Comment& comment) {
      comment.removed = change_.time;
      comment.ownership.removal_request.reset();
    });
  }

  bool operator()(const CommentRestored& event) const {
    return edit(event.comment, [&](Comment& comment) {
      comment.removed.reset();
      comment.ownership.restored_by_owner = event.by_owner;
    });
  }

  bool operator()(const RemovalAsked& event) const {
    RemovalRequest request{event.member, event.name, change_.time};
    if (event.comment.empty()) {
      talk_.ownership.removal_request = std::move(request);
      return true;
    }
    return replace(event.comment, [&](Comment& comment) {
      comment.ownership.removal_request = std::move(request);
    });
  }

  // All but a talk as a whole.
  bool operator()(const Purged& event) const {
    if (event.part == Purged::Part::everything) {
      std::erase_if(talk_.comments, [&](const CommentPointer& comment) {
        return comment->id == event.comment && comment->removed;
      });
    } else if (event.part == Purged::Part::title) {
      std::erase_if(talk_.former_titles,
                    [&](const FormerTitle& former) { return former.as_of == event.text; });
    }
    return true;
  }

 private:
  Mark mark() const { return {change_.version, step_.after.part}; }

  template <typename Do>
  bool edit(const std::string& id, Do change) const {
    return replace(id, [&](Comment& comment) {
      change(comment);
      comment.mark = mark();
    });
  }

  // The same without marking it: nothing of it that could be taken back is different.
  template <typename Do>
  bool replace(const std::string& id, Do change) const {
    const auto found = std::ranges::find_if(
        talk_.comments, [&](const CommentPointer& comment) { return comment->id == id; });
    if (found == talk_.comments.end()) {
      return false;
    }
    Comment edited = **found;
    change(edited);
    *found = std::make_shared<const Comment>(std::move(edited));
    return true;
  }

  Talk& talk_;
  const Change& change_;
  const Step& step_;
};

}  // namespace

std::optional<Talk> propose(const Change& change, const Step& step) {
  const auto* event = std::get_if<TalkProposed>(&step.event);
  if (event == nullptr) {
    return std::nullopt;
  }
  const Mark mark{change.version, step.after.part};
  return Talk{.id = event->talk,
              .title = event->title,
              .presenter = event->presenter,
              .summary = event->summary,
              .proposed = change.time,
              .place = change.version,
              .version = change.version,
              .as_of = step.after.talk,
              .title_mark = mark,
              .details_mark = mark,
              .ownership = {event->owner}};
}

bool edit(Talk& talk, const Change& change, const Step& step) {
  if (!std::visit(Edit(talk, change, step), step.event)) {
    return false;
  }
  // To purge changes nothing that anybody sees. Where it stands in the place of what did, the marks
  // are those of that.
  if (!std::holds_alternative<Purged>(step.event) || step.before != step.after) {
    talk.version = change.version;
    talk.as_of = step.after.talk;
  }
  return true;
}

bool erases_talk(const Step& step) {
  const auto* purged = std::get_if<Purged>(&step.event);
  return purged != nullptr && purged->part == Purged::Part::everything && purged->comment.empty();
}

Mark mark_of(const Talk& talk, const ChangeEvent& event) {
  if (const std::string_view id = comment_of(event); !id.empty()) {
    const Comment* comment = find_comment(talk, id);
    return comment == nullptr ? Mark{talk.version, 0} : comment->mark;
  }
  if (std::holds_alternative<TalkEdited>(event)) {
    return talk.details_mark;
  }
  return std::holds_alternative<TalkRenamed>(event) ? talk.title_mark
                                                    : Mark{talk.version, talk.as_of};
}

AsOf as_of(const Talk* talk, const ChangeEvent& event) {
  return talk == nullptr ? AsOf{} : AsOf{mark_of(*talk, event).as_of, talk->as_of};
}

}  // namespace skillboard
