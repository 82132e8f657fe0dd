#include "skillboard/api/feed_answers.hpp"

#include <utility>

#include "skillboard/api/poll_ticket.hpp"

namespace skillboard {

JsonObject begin_feed_answer(const std::string& tag) {
  JsonObject json;
  json.value("tag", tag);  // its quotes are those of JSON, too
  return json;
}

ResponsePointer feed_answer(const std::string& tag, std::chrono::seconds wait, std::string json) {
  ResponseDraft draft = poll_answer(200, tag, wait);
  draft.set_body("application/json", std::move(json));
  return make_response(std::move(draft));
}

std::optional<std::string> recent_changes(const Board& board, Version version,
                                          const std::string& talk) {
  JsonList list;
  const bool told = board.recent_changes().tell_since(
      version, talk, [&](const RecentChanges::Told& change) { list.add(change.json); });
  return told ? std::optional(list.close()) : std::nullopt;
}

}  // namespace skillboard
