#include "skillboard/api/stream_feed.hpp"

#include <memory>
#include <vector>

#include "skillboard/board/talk_json.hpp"

namespace skillboard {

StreamPart StreamFeed::begin(std::optional<Version> version, const std::string& talk) {
  const auto told = version ? since(*version, talk) : std::nullopt;
  if (!told) {
    return part(whole(talk));
  }
  if (*told) {
    return part(*told);
  }
  const Publication& now = *board_.publication();
  return part(share_text(format_.nothing_new(now.epoch(), now.version())));
}

StreamPart StreamFeed::go_on(Version version, const std::string& talk, WakeReason reason) {
  const auto told = since(version, talk);
  if (!told) {
    // Who is too far behind comes again, and gets the whole.
    StreamPart end = StreamPart::end();
    end.text = format_.farewell(Farewell::too_far_behind);
    return end;
  }
  StreamPart next = part(*told);
  if (reason == WakeReason::stopping) {
    next.more.push_back(format_.farewell(Farewell::stopping));
    next.last = true;
  } else if (reason == WakeReason::timed_out && !next.text) {
    next.text = format_.sign_of_life();
  }
  return next;
}

std::optional<SharedText> StreamFeed::since(Version version, const std::string& talk) {
  if (version == board_.publication()->version()) {
    return SharedText();
  }
  forget_outdated();
  const auto found = prepared_.find({version, talk});
  if (found != prepared_.end()) {
    return found->second;
  }
  std::vector<const RecentChanges::Told*> changes;
  const bool told = board_.recent_changes().tell_since(
      version, talk, [&](const RecentChanges::Told& change) { changes.push_back(&change); });
  if (!told) {
    return std::nullopt;
  }
  SharedText text;
  if (!changes.empty()) {
    text = share_text(format_.changes(publication_->epoch(), publication_->version(), changes));
  }
  return prepared_.emplace(std::pair(version, talk), std::move(text)).first->second;
}

SharedText StreamFeed::whole(const std::string& talk) {
  forget_outdated();
  SharedText& prepared = wholes_[talk];
  if (!prepared) {
    std::string json;
    if (talk.empty()) {
      json = to_json_with_places(board_.talks());
    } else {
      const TalkPointer found = board_.talks().find_by_id(talk);
      json = found ? to_json_with_place(*found) : "null";
    }
    prepared = share_text(format_.whole(talk.empty() ? "board" : "talk", publication_->epoch(),
                                        publication_->version(), json));
  }
  return prepared;
}

void StreamFeed::forget_outdated() {
  if (publication_ != board_.publication()) {
    publication_ = board_.publication();
    prepared_.clear();
    wholes_.clear();
  }
}

StreamPart StreamFeed::part(SharedText text) const {
  return {std::move(text), board_.publication()->version(), sign_of_life_interval};
}

}  // namespace skillboard
