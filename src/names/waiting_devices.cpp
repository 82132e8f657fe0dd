#include "skillboard/names/waiting_devices.hpp"

#include <algorithm>
#include <utility>

#include "skillboard/names/secrets.hpp"
#include "skillboard/names/unicode_text.hpp"
#include "skillboard/names/word_list.hpp"

namespace skillboard {

namespace {

// The letters a to z of the text, without case and accents.
std::string fold_words(std::string_view text) {
  std::string letters;
  each_character(to_nfkd(to_nfkc_casefold(from_utf8(text))), [&](UChar32 character) {
    if (u'a' <= character && character <= u'z') {
      letters += static_cast<char>(character);
    }
  });
  return letters;
}

// One that none of these pairs has.
std::string_view choose_word(const std::vector<std::string_view>& pairs) {
  for (;;) {
    const std::string_view word = word_list()[random_below(word_count)];
    if (std::ranges::none_of(pairs, [&](std::string_view pair) {
          return pair.find(word) != std::string_view::npos;
        })) {
      return word;
    }
  }
}

std::string choose_words(std::vector<std::string_view> others) {
  const std::string_view first = choose_word(others);
  others.push_back(first);
  return std::string(first).append(" ").append(choose_word(others));
}

template <typename Is>
std::optional<WaitingDevice> find_if(const std::vector<WaitingDevice>& waiting, Is is) {
  const auto found = std::ranges::find_if(waiting, is);
  return found == waiting.end() ? std::nullopt : std::optional(*found);
}

}  // namespace

boost::system::result<WaitingDevice, WaitRefusal> WaitingDevices::wait(std::string_view device,
                                                                       std::string_view label,
                                                                       std::string_view name,
                                                                       Instant now) {
  std::erase_if(waiting_, [&](const WaitingDevice& waiting) { return waiting.until <= now; });
  const auto found = std::ranges::find(waiting_, device, &WaitingDevice::device);
  if (found != waiting_.end() && found->name == name) {
    found->until = now + lifetime;
    return *found;
  }
  if (const auto refusal = why_full(name, device)) {
    return *refusal;
  }
  stop(device);
  std::vector<std::string_view> others;
  for (const WaitingDevice& waiting : waiting_) {
    if (waiting.name == name) {
      others.push_back(waiting.words);
    }
  }
  waiting_.push_back({std::string(device), std::string(label), std::string(name),
                      choose_words(std::move(others)), now + lifetime});
  return waiting_.back();
}

std::optional<WaitRefusal> WaitingDevices::why_full(std::string_view name,
                                                    std::string_view device) const {
  std::size_t for_name = 0;
  std::size_t in_all = 0;
  for (const WaitingDevice& waiting : waiting_) {
    in_all += waiting.device != device ? 1 : 0;
    for_name += waiting.name == name ? 1 : 0;
  }
  if (for_name >= limits_.for_name) {
    return WaitRefusal::name_full;
  }
  return in_all >= limits_.in_all ? std::optional(WaitRefusal::full) : std::nullopt;
}

std::optional<WaitingDevice> WaitingDevices::find(std::string_view name, std::string_view words,
                                                  Instant now) const {
  const std::string said = fold_words(words);
  return find_if(waiting_, [&](const WaitingDevice& waiting) {
    return waiting.name == name && now < waiting.until && fold_words(waiting.words) == said;
  });
}

std::optional<WaitingDevice> WaitingDevices::of_device(std::string_view device, Instant now) const {
  return find_if(waiting_, [&](const WaitingDevice& waiting) {
    return waiting.device == device && now < waiting.until;
  });
}

void WaitingDevices::stop(std::string_view device) {
  std::erase_if(waiting_, [&](const WaitingDevice& waiting) { return waiting.device == device; });
}

}  // namespace skillboard
