#include "skillboard/board/check_texts.hpp"

#include <string_view>
#include <variant>

#include "skillboard/names/name_key.hpp"

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

  std::optional<Rejected> operator()(const RenameTalk& talk) const { return title(talk.new_title); }

  std::optional<Rejected> operator()(const WriteComment& comment) const {
    if (const auto wrong = name("author", comment.author)) {
      return wrong;
    }
    return message(comment.message);
  }

  std::optional<Rejected> operator()(const EditComment& comment) const {
    return message(comment.message);
  }

  // All others bring no text. Looking for what cannot exist finds nothing: no need to refuse the
  // title of a talk to be removed.
  template <typename Wish>
  std::optional<Rejected> operator()(const Wish&) const {
    return std::nullopt;
  }

  std::optional<Rejected> name(std::string_view field, std::string_view text) const {
    const std::size_t most = limits_.name_characters;
    auto fault = check_line(text, most);
    if (!fault && make_name_key(text).folded.empty()) {
      fault = TextFault::blank;  // of characters that cannot be seen
    }
    return judge(field, fault, most);
  }

 private:
  std::optional<Rejected> title(std::string_view text) const {
    const std::size_t most = limits_.title_characters;
    return judge("title", check_title(text, most), most);
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

}  // namespace

std::optional<Rejected> check_texts(const Submission& submission, const BoardLimits& limits) {
  const TextCheck check(limits);
  if (const auto wrong = std::visit(check, submission.intention)) {
    return wrong;
  }
  const std::string& name = submission.actor.name;
  return name.empty() ? std::nullopt : check.name("name", name);
}

}  // namespace skillboard
