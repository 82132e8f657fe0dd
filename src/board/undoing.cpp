#include "skillboard/board/undoing.hpp"

#include <algorithm>
#include <ranges>
#include <variant>

#include "skillboard/talks/talk_edit.hpp"

namespace skillboard {

namespace {

Rejected in_the_way(Version version) {
  return {Refusal::changed_since, {}, version};
}

// The event that puts back what another one changed, for those that can be undone.
class Inverse {
 public:
  Inverse(const Talk& talk, const IsOwn& is_own) : talk_(talk), is_own_(is_own) {}

  ChangeEvent operator()(const TalkProposed& event) const { return TalkRemoved{event.talk}; }

  ChangeEvent operator()(const TalkEdited& event) const {
    return TalkEdited{event.talk, event.former->presenter, event.former->summary,
                      Details{talk_.presenter, talk_.summary, talk_.ownership.owner},
                      event.former->owner};
  }

  ChangeEvent operator()(const TalkRenamed& event) const {
    return TalkRenamed{event.talk, *event.former, talk_.title};
  }

  ChangeEvent operator()(const TalkRemoved& event) const {
    return TalkRestored{event.talk, is_own_(talk_.ownership.owner)};
  }

  ChangeEvent operator()(const TalkRestored& event) const { return TalkRemoved{event.talk}; }

  ChangeEvent operator()(const CommentWritten& event) const {
    return CommentRemoved{event.talk, event.comment};
  }

  ChangeEvent operator()(const CommentEdited& event) const {
    return CommentEdited{event.talk, event.comment, *event.former,
                         find_comment(talk_, event.comment)->message};
  }

  ChangeEvent operator()(const CommentRemoved& event) const {
    const Comment& comment = *find_comment(talk_, event.comment);
    return CommentRestored{event.talk, event.comment, is_own_(comment.ownership.owner)};
  }

  ChangeEvent operator()(const CommentRestored& event) const {
    return CommentRemoved{event.talk, event.comment};
  }

  // Never asked for: these cannot be undone.
  ChangeEvent operator()(const RemovalAsked& event) const { return event; }

  ChangeEvent operator()(const Purged& event) const { return event; }

 private:
  const Talk& talk_;
  const IsOwn& is_own_;
};

// Of what the event put on the board, so that undoing it would remove it; null for all others.
const Ownership* ownership_of_what_would_go(const Talk& talk, const ChangeEvent& event) {
  if (std::holds_alternative<TalkProposed>(event) || std::holds_alternative<TalkRestored>(event)) {
    return &talk.ownership;
  }
  if (std::holds_alternative<CommentWritten>(event) ||
      std::holds_alternative<CommentRestored>(event)) {
    return &find_comment(talk, comment_of(event))->ownership;
  }
  return nullptr;
}

// Whether undoing the event would take the talk from whom it belongs to.
bool would_take_away(const Talk& talk, const ChangeEvent& event) {
  const auto* edited = std::get_if<TalkEdited>(&event);
  return edited != nullptr && edited->former && edited->former->owner != talk.ownership.owner;
}

// Whether what an event did is there no more.
class TakenBack {
 public:
  TakenBack(const Talk& talk, const Step& step) : talk_(talk), step_(step) {}

  bool operator()(const TalkProposed&) const { return talk_.removed.has_value(); }

  bool operator()(const TalkRestored&) const { return talk_.removed.has_value(); }

  bool operator()(const TalkRemoved&) const { return !talk_.removed; }

  bool operator()(const CommentWritten& event) const { return is_removed(event.comment); }

  bool operator()(const CommentRestored& event) const { return is_removed(event.comment); }

  bool operator()(const CommentRemoved& event) const { return !is_removed(event.comment); }

  template <typename Edited>
  bool operator()(const Edited&) const {
    return mark_of(talk_, step_.event).as_of == step_.before.part;
  }

 private:
  bool is_removed(const std::string& id) const {
    const Comment* comment = find_comment(talk_, id);
    return comment == nullptr || comment->removed;
  }

  const Talk& talk_;
  const Step& step_;
};

}  // namespace

bool cannot_be_undone(const Talk* talk, const ChangeEvent& event) {
  if (talk == nullptr || std::holds_alternative<Purged>(event) ||
      std::holds_alternative<RemovalAsked>(event)) {
    return true;
  }
  const std::string_view comment = comment_of(event);
  if (!comment.empty() && find_comment(*talk, comment) == nullptr) {
    return true;
  }
  return std::visit(
      [](const auto& each) {
        if constexpr (requires { each.former; }) {
          return !each.former;
        } else {
          return false;
        }
      },
      event);
}

std::optional<Rejected> Undoing::add(const Change& change) {
  // What holds for ever comes before what stands in the way now.
  for (const Step& step : change.steps) {
    if (std::holds_alternative<RemovalAsked>(step.event)) {
      return Rejected{Refusal::not_undoable};
    }
    if (cannot_be_undone(find_kept(talk_of(step.event)), step.event)) {
      return Rejected{Refusal::purged};
    }
  }
  const std::size_t steps_before = steps_.size();
  const std::size_t talks_before = talks_;
  const auto changed_before = change.steps.size() > 1 ? std::optional(changed_) : std::nullopt;
  for (const Step& step : std::views::reverse(change.steps)) {
    auto inverse = invert(step);
    if (!inverse) {
      steps_.resize(steps_before);
      talks_ = talks_before;
      if (changed_before) {
        changed_ = *changed_before;
      }
      return inverse.error();
    }
    make(*inverse);
    steps_.push_back(*std::move(inverse));
  }
  return std::nullopt;
}

bool Undoing::is_taken_back(const Change& change) const {
  return std::ranges::all_of(change.steps, [&](const Step& step) {
    const Talk* talk = find_kept(talk_of(step.event));
    return talk == nullptr || std::visit(TakenBack(*talk, step), step.event);
  });
}

boost::system::result<Step, Rejected> Undoing::invert(const Step& step) const {
  const Talk* talk = find_kept(talk_of(step.event));
  if (const auto obstacle = find_obstacle(*talk, step)) {
    return *obstacle;
  }
  ChangeEvent event = std::visit(Inverse(*talk, is_own_), step.event);
  const AsOf before = as_of(talk, event);
  // The talk as a whole is as it was before only if nothing else of it has changed since.
  const Version all = before.talk == step.after.talk ? step.before.talk : version_;
  return Step{std::move(event), before, {step.before.part, all}};
}

std::optional<Rejected> Undoing::find_obstacle(const Talk& talk, const Step& step) const {
  const bool restores = std::holds_alternative<TalkRemoved>(step.event);
  if (talk.removed.has_value() != restores) {
    return in_the_way(talk.version);
  }
  if (const Mark mark = mark_of(talk, step.event); mark.as_of != step.after.part) {
    return in_the_way(mark.changed);
  }
  const Ownership* const goes = would_take_away(talk, step.event)
                                    ? &talk.ownership
                                    : ownership_of_what_would_go(talk, step.event);
  if (goes != nullptr && goes->restored_by_owner && !is_own_(goes->owner)) {
    return Rejected{Refusal::restored_by_author};
  }
  if (restores) {
    return talks_ >= limits_.open_talks ? Rejected{Refusal::too_many_talks}
                                        : find_obstacle_to_stand(talk, talk.title);
  }
  if (const auto* renamed = std::get_if<TalkRenamed>(&step.event)) {
    return find_obstacle_to_stand(talk, *renamed->former);
  }
  if (std::holds_alternative<CommentRemoved>(step.event) &&
      count_comments(talk) >= limits_.comments_per_talk) {
    return Rejected{Refusal::too_many_comments};
  }
  return std::nullopt;
}

std::optional<Rejected> Undoing::find_obstacle_to_stand(const Talk& talk,
                                                        std::string_view title) const {
  const Talk* holder = find_by_title(title);
  if (holder == nullptr || holder->id == talk.id) {
    return std::nullopt;
  }
  return in_the_way(holder->title_mark.changed);
}

void Undoing::make(const Step& step) {
  const std::string& id = talk_of(step.event);
  Talk& talk = changed_.try_emplace(id, *find_kept(id)).first->second;
  talks_ -= talk.removed ? 0 : 1;
  edit(talk, Change{.version = version_}, step);
  talks_ += talk.removed ? 0 : 1;
}

const Talk* Undoing::find_kept(std::string_view id) const {
  const auto found = changed_.find(id);
  // What the board keeps stays where it is for as long as this lives.
  return found == changed_.end() ? board_.find_kept(id).get() : &found->second;
}

const Talk* Undoing::find_by_title(std::string_view title) const {
  for (const auto& [id, talk] : changed_) {
    if (!talk.removed && talk.title == title) {
      return &talk;
    }
  }
  const Talk* talk = board_.find_by_title(title).get();
  return talk != nullptr && changed_.contains(talk->id) ? nullptr : talk;
}

}  // namespace skillboard
