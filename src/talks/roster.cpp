#include "skillboard/talks/roster.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

namespace skillboard {

const std::string& key_of(const NameEvent& event) {
  return std::visit([](const auto& each) -> const std::string& { return each.key; }, event);
}

namespace {

// Makes one event of a name that is claimed, and says whether it fits.
class NameEdit {
 public:
  NameEdit(HeldName& name, Instant time) : name_(name), time_(time) {}

  bool operator()(const NameClaimed&) const { return false; }  // it is claimed already

  bool operator()(const DeviceJoined& event) const {
    if (find_device(name_, event.device) != nullptr) {
      return false;
    }
    std::erase_if(name_.vouches, [&](const Vouch& vouch) { return vouch.device == event.device; });
    if (event.joining == Joining::vouched) {
      name_.trust = {name_.trust.until > time_ ? name_.trust.since : time_, time_ + trust_lifetime};
    }
    name_.devices.push_back({event.device, event.label, time_, event.joining, event.vouched_by});
    return true;
  }

  bool operator()(const DeviceLeft& event) const {
    return std::erase_if(name_.devices,
                         [&](const Device& device) { return device.hash == event.device; }) > 0;
  }

  bool operator()(const NameVouched& event) const {
    std::erase_if(name_.vouches, [&](const Vouch& vouch) {
      return (vouch.device == event.device && vouch.member == event.member) ||
             vouch.given + vouch_lifetime < time_;
    });
    name_.vouches.push_back({event.device, event.member, event.name, event.from, time_});
    return true;
  }

  bool operator()(const PasskeyAdded& event) const {
    if (std::ranges::find(name_.passkeys, event.id, &Passkey::id) != name_.passkeys.end()) {
      return false;
    }
    name_.passkeys.push_back({event.id, event.public_key, event.label, time_});
    return true;
  }

  bool operator()(const PasskeyRemoved& event) const {
    return std::erase_if(name_.passkeys,
                         [&](const Passkey& passkey) { return passkey.id == event.id; }) > 0;
  }

 private:
  HeldName& name_;
  Instant time_;
};

std::optional<HeldName> claim(const NameEvent& event, Version version, Instant time) {
  const auto* claimed = std::get_if<NameClaimed>(&event);
  if (claimed == nullptr) {
    return std::nullopt;
  }
  return HeldName{.key = claimed->key,
                  .skeleton = claimed->skeleton,
                  .name = claimed->name,
                  .claimed = time,
                  .place = version,
                  .version = version,
                  .devices = {{claimed->device, claimed->label, time, Joining::claimed}}};
}

}  // namespace

Roster::Roster(const std::vector<HeldNamePointer>& names) {
  for (const HeldNamePointer& name : names) {
    put_in(name);
  }
}

void Roster::apply(const NameEvent& event, Version version, Instant time) {
  const HeldNamePointer before = find(key_of(event));
  if (!before) {
    if (auto name = claim(event, version, time)) {
      put_in(std::make_shared<const HeldName>(*std::move(name)));
    }
    return;
  }
  HeldName name = *before;
  if (std::visit(NameEdit(name, time), event)) {
    name.version = version;
    take_out(*before);
    put_in(std::make_shared<const HeldName>(std::move(name)));
  }
}

HeldNamePointer Roster::find(std::string_view key) const {
  return at(by_key_, key);
}

HeldNamePointer Roster::find_lookalike(std::string_view skeleton) const {
  return at(by_skeleton_, skeleton);
}

HeldNamePointer Roster::find_by_passkey(std::string_view id) const {
  return at(by_passkey_, id);
}

bool Roster::holds(std::string_view device, std::string_view key) const {
  const HeldNamePointer name = device.empty() ? nullptr : find(key);
  return name && find_device(*name, device) != nullptr;
}

std::vector<HeldNamePointer> Roster::held_by(std::string_view device) const {
  std::vector<HeldNamePointer> names;
  const auto [first, last] = by_device_.equal_range(device);
  for (auto entry = first; entry != last; ++entry) {
    names.push_back(by_place_.at(entry->second));
  }
  std::ranges::sort(names, {}, [](const HeldNamePointer& name) { return name->place; });
  return names;
}

std::vector<HeldNamePointer> Roster::names() const {
  std::vector<HeldNamePointer> names;
  names.reserve(by_place_.size());
  for (const auto& [place, name] : by_place_) {
    names.push_back(name);
  }
  return names;
}

HeldNamePointer Roster::at(const Index& index, std::string_view what) const {
  const auto found = index.find(what);
  return found == index.end() ? nullptr : by_place_.at(found->second);
}

void Roster::put_in(const HeldNamePointer& name) {
  by_place_.emplace(name->place, name);
  by_key_.emplace(name->key, name->place);
  by_skeleton_.emplace(name->skeleton, name->place);
  for (const Device& device : name->devices) {
    by_device_.emplace(device.hash, name->place);
  }
  for (const Passkey& passkey : name->passkeys) {
    by_passkey_.emplace(passkey.id, name->place);
  }
}

void Roster::take_out(const HeldName& name) {
  const auto erase_own = [&](Index& index, const std::string& what) {
    const auto found = index.find(what);
    if (found != index.end() && found->second == name.place) {
      index.erase(found);
    }
  };
  erase_own(by_key_, name.key);
  erase_own(by_skeleton_, name.skeleton);
  for (const Passkey& passkey : name.passkeys) {
    erase_own(by_passkey_, passkey.id);
  }
  for (const Device& device : name.devices) {
    const auto [first, last] = by_device_.equal_range(device.hash);
    const auto own =
        std::find_if(first, last, [&](const auto& entry) { return entry.second == name.place; });
    if (own != last) {
      by_device_.erase(own);
    }
  }
  by_place_.erase(name.place);
}

bool operator==(const Roster& left, const Roster& right) {
  const auto same = [](const auto& one, const auto& other) { return *one.second == *other.second; };
  return std::ranges::equal(left.by_place_, right.by_place_, same);
}

}  // namespace skillboard
