#include "skillboard/names/challenges.hpp"

#include <algorithm>
#include <utility>

#include "skillboard/names/base64url.hpp"
#include "skillboard/names/secrets.hpp"

namespace skillboard {

std::string Challenges::make(std::string_view device, Ceremony ceremony, Instant now) {
  take(device, ceremony, now);
  if (given_.size() >= most_) {
    given_.erase(given_.begin());
  }
  given_.push_back({std::string(device), ceremony, to_base64url(random_bytes(32)), now + lifetime});
  return given_.back().challenge;
}

std::optional<std::string> Challenges::take(std::string_view device, Ceremony ceremony,
                                            Instant now) {
  std::erase_if(given_, [&](const Given& given) { return given.expires <= now; });
  const auto found = std::ranges::find_if(given_, [&](const Given& given) {
    return given.device == device && given.ceremony == ceremony;
  });
  if (found == given_.end()) {
    return std::nullopt;
  }
  std::string challenge = std::move(found->challenge);
  given_.erase(found);
  return challenge;
}

}  // namespace skillboard
