#include "skillboard/board/decide.hpp"

#include <algorithm>
#include <utility>

namespace skillboard {

namespace {

class TextCheck {
 public:
  explicit TextCheck(const BoardLimits& limits) : limits_(limits) {}

  std::optional<Rejected> operator()(const ProposeOrEditTalk& talk) const {
    if (const auto wrong = title(talk.title)) {
      return wrong;
    }
    if (const auto wrong = name("presenter", talk.presenter)) {
      return wrong;
    }
    const std::size_t most = limits_.summary_characters;
    return judge("summary", check_text(talk.summary, most, Blank::allowed), most);
  }

  // Looking for what cannot exist finds nothing: no need to refuse a title then.
  std::optional<Rejected> operator()(const RemoveTalk&) const { return std::nullopt; }

  std::optional<Rejected> operator()(const RemoveComment&) const { return std::nullopt; }

  std::optional<Rejected> operator()(const WriteComment& comment) const {
    if (const auto wrong = name("author", comment.author)) {
      return wrong;
    }
    return message(comment.message);
  }

  std::optional<Rejected> operator()(const EditComment& comment) const {
    return message(comment.message);
  }

 private:
  std::optional<Rejected> title(std::string_view text) const {
    const std::size_t most = limits_.title_characters;
    return judge("title", check_title(text, most), most);
  }

  std::optional<Rejected> name(std::string_view field, std::string_view text) const {
    const std::size_t most = limits_.name_characters;
    return judge(field, check_line(text, most), most);
  }

  std::optional<Rejected> message(std::string_view text) const {
    const std::size_t most = limits_.message_characters;
    return judge("message", check_text(text, most, Blank::refused), most);
  }

  static std::optional<Rejected> judge(std::string_view field, std::optional<TextFault> fault,
                                       std::size_t most) {
    if (!fault) {
      return std::nullopt;
    }
    return Rejected{Refusal::invalid_text, {field, *fault, most}};
  }

  const BoardLimits& limits_;
};

// Decides one kind of intention after the other. `talk` is the one that is named, or null.
class Judge {
 public:
  Judge(const TalkStore& talks, const Circumstances& circumstances)
      : talks_(talks),
        limits_(circumstances.limits),
        now_(circumstances.now),
        make_id_(circumstances.make_id) {}

  Decided operator()(const ProposeOrEditTalk& wish) const {
    const TalkPointer talk = talks_.find_by_title(wish.title);
    if (!talk) {
      if (talks_.size() >= limits_.open_talks) {
        return refuse(Refusal::too_many_talks);
      }
      return accept(Effect::talk_proposed,
                    TalkProposed{make_id_(), wish.title, wish.presenter, wish.summary});
    }
    if (talk->presenter == wish.presenter && talk->summary == wish.summary) {
      return nothing();
    }
    return accept(Effect::talk_edited, TalkEdited{talk->id, wish.presenter, wish.summary});
  }

  Decided operator()(const RemoveTalk& wish) const {
    const TalkPointer talk = talks_.find_by_title(wish.title);
    return talk ? accept(Effect::talk_removed, TalkRemoved{talk->id}) : nothing();
  }

  Decided operator()(const WriteComment& wish) const {
    const TalkPointer talk = talks_.find_by_title(wish.title);
    if (!talk) {
      return refuse(Refusal::no_such_talk);
    }
    if (talk->comments.size() >= limits_.comments_per_talk) {
      return refuse(Refusal::too_many_comments);
    }
    CommentWritten event{talk->id, make_id_(), wish.author, wish.message};
    auto comment =
        std::make_shared<const Comment>(Comment{event.comment, event.author, event.message, now_});
    Decided decided = accept(Effect::comment_written, std::move(event));
    decided.decision->comment = std::move(comment);
    return decided;
  }

  Decided operator()(const EditComment& wish) const {
    return with_comment(wish, [&](const Talk& talk, const Comment& comment) {
      return comment.message == wish.message
                 ? nothing()
                 : accept(Effect::comment_edited, CommentEdited{talk.id, comment.id, wish.message});
    });
  }

  Decided operator()(const RemoveComment& wish) const {
    return with_comment(wish, [&](const Talk& talk, const Comment& comment) {
      return accept(Effect::comment_removed, CommentRemoved{talk.id, comment.id});
    });
  }

 private:
  template <typename Wish, typename Decide>
  Decided with_comment(const Wish& wish, const Decide& decide) const {
    const TalkPointer talk = talks_.find_by_title(wish.title);
    if (!talk) {
      return refuse(Refusal::no_such_talk);
    }
    const auto found = std::ranges::find(talk->comments, wish.comment,
                                         [](const auto& comment) { return comment->id; });
    return found == talk->comments.end() ? refuse(Refusal::no_such_comment)
                                         : decide(*talk, **found);
  }

  Decided accept(Effect effect, ChangeEvent event) const {
    const Version version = talks_.version() + 1;
    return {Accepted{effect, version, nullptr}, Change{version, now_, std::move(event)}};
  }

  Decided nothing() const {
    return {Accepted{Effect::nothing, talks_.version(), nullptr}, std::nullopt};
  }

  static Decided refuse(Refusal refusal) { return {Rejected{refusal, {}}, std::nullopt}; }

  const TalkStore& talks_;
  const BoardLimits& limits_;
  Instant now_;
  const MakeId& make_id_;
};

}  // namespace

std::optional<Rejected> check_texts(const Intention& intention, const BoardLimits& limits) {
  return std::visit(TextCheck(limits), intention);
}

Decided decide(const TalkStore& talks, const Submission& submission,
               const Circumstances& circumstances) {
  if (submission.precondition) {
    const auto title = [](const auto& intention) -> const std::string& { return intention.title; };
    const TalkPointer talk = talks.find_by_title(std::visit(title, submission.intention));
    if (!submission.precondition(talk.get())) {
      return {Rejected{Refusal::precondition_failed, {}}, std::nullopt};
    }
  }
  return std::visit(Judge(talks, circumstances), submission.intention);
}

}  // namespace skillboard
