#include "skillboard/app/book_talks.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <utility>

#include "skillboard/api/problems.hpp"
#include "skillboard/board/check_texts.hpp"
#include "skillboard/board/decide.hpp"
#include "skillboard/storage/random_id.hpp"

namespace skillboard {

namespace {

using nlohmann::ordered_json;

// The member's text; nothing when it is not there, or something else.
std::optional<std::string> text_of(const ordered_json& object, const char* name) {
  const auto member = object.is_object() ? object.find(name) : object.end();
  return object.is_object() && member != object.end() && member->is_string()
             ? std::optional(member->get<std::string>())
             : std::nullopt;
}

// The message that the sentence about it begins with: enough to find it.
std::string beginning(const std::string& text) {
  constexpr std::size_t longest = 40;
  std::size_t end = std::min(text.size(), longest);
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;  // not within a character
  }
  return "\"" + text.substr(0, end) + (end < text.size() ? "…\"" : "\"");
}

// Decides one thing after the other, until one is refused.
class BookTalks {
 public:
  BookTalks(const BoardOptions& options, const Board::Clock& now) : options_(options), now_(now) {}

  // A sentence when it is refused, or not what it should be.
  std::optional<std::string> add(const std::string& title, const ordered_json& talk) {
    const std::string which = "The talk " + beginning(title);
    const auto presenter = text_of(talk, "presenter");
    const auto summary = text_of(talk, "summary");
    if (text_of(talk, "title") != title || !presenter || !summary) {
      return which + " does not have this title, a presenter and a summary";
    }
    if (talks_.find_by_title(title)) {
      return which + " is there twice";
    }
    if (auto refusal = decide_one(ProposeOrEditTalk{title, *presenter, *summary}, which)) {
      return refusal;
    }
    const auto comments = talk.find("comments");
    if (comments == talk.end() || !comments->is_array()) {
      return which + " has no list of comments";
    }
    for (const ordered_json& comment : *comments) {
      if (auto refusal = add_comment(title, comment)) {
        return refusal;
      }
    }
    return std::nullopt;
  }

  std::vector<Change> take_changes() { return std::move(changes_); }

 private:
  std::optional<std::string> add_comment(const std::string& title, const ordered_json& comment) {
    const auto author = text_of(comment, "author");
    const auto message = text_of(comment, "message");
    if (!author || !message) {
      return "A comment of the talk " + beginning(title) + " does not have an author and a message";
    }
    return decide_one(WriteComment{title, *author, *message},
                      "The comment " + beginning(*message) + " of the talk " + beginning(title));
  }

  std::optional<std::string> decide_one(Intention intention, const std::string& which) {
    const Submission submission{.intention = std::move(intention)};
    if (const auto wrong = check_texts(submission, options_.limits)) {
      return refuse(which, *wrong);
    }
    const MakeId make_id = make_random_id;
    Decided decided =
        decide(talks_, submission, {options_.limits, options_.names, now_(), make_id});
    if (!decided.decision) {
      return refuse(which, decided.decision.error());
    }
    talks_.apply(*decided.change);
    changes_.push_back(*std::move(decided.change));
    return std::nullopt;
  }

  static std::string refuse(const std::string& which, const Rejected& rejected) {
    const Problem problem = describe(rejected);
    return which + " is refused: " + problem.title +
           (problem.detail.empty() ? "" : " (" + problem.detail + ")");
  }

  const BoardOptions& options_;
  const Board::Clock& now_;
  TalkStore talks_;
  std::vector<Change> changes_;
};

}  // namespace

boost::system::result<std::vector<Change>, std::string> decide_book_talks(
    std::string_view file, const BoardOptions& options, const Board::Clock& now) {
  const auto talks = ordered_json::parse(file, nullptr, /*allow_exceptions=*/false);
  if (!talks.is_object()) {
    return "It is neither an exported board nor an object of talks by title";
  }
  BookTalks book(options, now);
  for (const auto& [title, talk] : talks.items()) {
    if (auto refusal = book.add(title, talk)) {
      return *std::move(refusal);
    }
  }
  return book.take_changes();
}

}  // namespace skillboard
