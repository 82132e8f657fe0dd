#include "skillboard/api/problems.hpp"

#include <string>
#include <utility>

namespace skillboard {

namespace {

Problem describe(const InvalidText& text) {
  // The client published with the book expects 400 for bad talk or comment data; a title is not
  // data there but the address.
  const unsigned status = text.field == "title" ? 422 : 400;
  const std::string field(text.field);
  const std::string subject = "The " + field;
  switch (text.fault) {
    case TextFault::blank:
      return {status, "blank", subject + " must not be blank", "", field};
    case TextFault::too_long:
      return {status, "too-long", subject + " is too long",
              "It may have " + std::to_string(text.most_characters) + " characters.", field};
    case TextFault::control_character:
      return {status, "control-character", subject + " has a character that cannot be shown",
              "Control characters are not allowed.", field};
    case TextFault::reserved:
      return {status, "reserved-title", "No page could be opened under this title",
              R"(A title cannot be "." or "..".)", field};
  }
  return {};
}

}  // namespace

// One switch, so that a new refusal is mapped or fails to compile.
Problem describe(const Rejected& rejected) {  // NOLINT(readability-function-size)
  switch (rejected.refusal) {
    case Refusal::invalid_text:
      return describe(rejected.text);
    case Refusal::no_such_talk:
      return {404, "no-such-talk", "There is no such talk", "It may have been removed.", ""};
    case Refusal::no_such_comment:
      return {404, "no-such-comment", "There is no such comment", "It may have been removed.", ""};
    case Refusal::precondition_failed:
      return {412, "changed-meanwhile", "Somebody else changed this meanwhile",
              "Look at it as it is now, then try again.", ""};
    case Refusal::title_taken:
      return {409, "title-taken", "Another talk has this title", "Choose another title.", "title"};
    case Refusal::changed_since:
      return {409, "changed-since", "It was changed again since",
              "Undo the newer change first, if that is what you want.", ""};
    case Refusal::purged:
      return {410, "purged", "What would be needed for this is erased for good", "", ""};
    case Refusal::not_yours:
      return {403, "not-yours", "This belongs to somebody else",
              "It can be done from a device of the name that it belongs to.", ""};
    case Refusal::name_taken:
      return {409, "name-taken", "Somebody else has this name",
              "If it is you, add this device to the name, or ask two members to vouch for you.",
              std::string(rejected.text.field)};
    case Refusal::name_looks_alike:
      return {409, "name-looks-alike", "This name looks like somebody else's", "Choose another.",
              std::string(rejected.text.field)};
    case Refusal::name_mixes_scripts:
      return {422, "name-mixes-scripts", "This name mixes letters of several scripts",
              "It could be taken for another one.", std::string(rejected.text.field)};
    case Refusal::sign_in:
      return {403, "sign-in", "Sign in first", "", ""};
    case Refusal::members_only:
      return {403, "members-only", "This takes a member",
              "One who has held a name for some time, and is not the one whom it is about.", ""};
    case Refusal::restored_by_author:
      return {403, "restored-by-author", "Its author has brought this back",
              "Remove it instead: when two members want it, it is removed.", ""};
    case Refusal::not_undoable:
      return {409, "not-undoable", "There is nothing in this that could be taken back", "", ""};
    case Refusal::no_such_name:
      return {404, "no-such-name", "Nobody has this name", "", ""};
    case Refusal::no_such_device:
      return {404, "no-such-device", "There is no such device", "", ""};
    case Refusal::vouched_already:
      return {409, "vouched-already", "You have said so already", "It takes another member.", ""};
    case Refusal::too_new:
      return {403, "too-new", "This device has not been here for long enough",
              "It cannot sign out those that were here before it for a week.", ""};
    case Refusal::too_many_names:
      return {422, "too-many-names", "There are as many names as there may be", "", ""};
    case Refusal::too_many_devices:
      return {422, "too-many-devices", "This name has as many devices as it may have",
              "Sign one of them out.", ""};
    case Refusal::too_many_passkeys:
      return {422, "too-many-passkeys", "This name has as many passkeys as it may have",
              "Remove one of them.", ""};
    case Refusal::others_words:
      return {409, "others-words", "Others have written under this talk",
              "It is erased by itself some time after it was removed.", ""};
    case Refusal::nothing_to_undo:
      return {409, "nothing-to-undo", "There is nothing left to take back", "", ""};
    case Refusal::too_many_talks:
      return {422, "too-many-talks", "The board is full",
              "Remove talks that have been given to make room.", ""};
    case Refusal::too_many_comments:
      return {422, "too-many-comments", "This talk has as many comments as it may have", "", ""};
    case Refusal::too_many_titles:
      return {422, "too-many-titles", "This talk has been renamed as often as it may be", "", ""};
    case Refusal::retry_key_reused:
      return {422, "idempotency-key-reused", "This key stands for another request",
              "Use a new Idempotency-Key for each request.", ""};
    case Refusal::too_many_waiting:
      return {503, "too-busy", "The board is too busy right now",
              "Nothing was changed. Please try again in a moment.", ""};
    case Refusal::journal_unavailable:
    case Refusal::outdated:
      return {503, "cannot-save", "The board cannot save anything right now",
              "Nothing was changed. Please try again in a moment.", ""};
  }
  return {};
}

ResponsePointer refused(const Rejected& rejected) {
  return refused(describe(rejected));
}

Problem no_such_change() {
  return {404, "no-such-change", "There is no such change", "", ""};
}

Problem no_device() {
  return {400, "no-device", "This browser is not known here yet",
          "Open the board's page first, and let it keep its cookie.", ""};
}

ResponsePointer refused(const Problem& problem) {
  ResponseDraft draft = problem_response(problem);
  if (problem.status == 503) {
    draft.set("Retry-After", "2");
  }
  return make_response(std::move(draft));
}

}  // namespace skillboard
