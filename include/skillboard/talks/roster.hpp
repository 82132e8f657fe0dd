#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "skillboard/talks/held_name.hpp"
#include "skillboard/talks/name_event.hpp"
#include "skillboard/talks/title_index.hpp"

namespace skillboard {

// The names that are claimed, who holds them, and what an event does to them. Like the talks (see
// `TalkStore`) a plain value in which nothing fails, and `apply` is the only meaning an event has.
// Names are immutable once they stand in it: an event puts a new one in their place.
class Roster {
 public:
  Roster() = default;

  // As a snapshot holds it; their keys are distinct.
  explicit Roster(const std::vector<HeldNamePointer>& names);

  // Makes the event of change number `version`. One that does not fit (a name that is claimed
  // already, a device that is not there) changes nothing.
  void apply(const NameEvent& event, Version version, Instant time);

  // How many names are claimed.
  std::size_t size() const { return by_key_.size(); }

  // Each of these is null when there is none.
  HeldNamePointer find(std::string_view key) const;
  HeldNamePointer find_lookalike(std::string_view skeleton) const;
  HeldNamePointer find_by_passkey(std::string_view id) const;

  // Whether the device with this hash holds the name with this key.
  bool holds(std::string_view device, std::string_view key) const;

  // The names that this device holds, in the order of claiming.
  std::vector<HeldNamePointer> held_by(std::string_view device) const;

  // All, in the order of claiming.
  std::vector<HeldNamePointer> names() const;

  // By content.
  friend bool operator==(const Roster& left, const Roster& right);

 private:
  using Index = std::unordered_map<std::string, Version, StringHash, std::equal_to<>>;

  HeldNamePointer at(const Index& index, std::string_view what) const;
  void put_in(const HeldNamePointer& name);
  void take_out(const HeldName& name);

  std::map<Version, HeldNamePointer> by_place_;
  Index by_key_;
  Index by_skeleton_;
  Index by_passkey_;
  std::unordered_multimap<std::string, Version, StringHash, std::equal_to<>> by_device_;
};

}  // namespace skillboard
