#include "skillboard/board/naming.hpp"

#include <algorithm>

#include "skillboard/names/name_key.hpp"

namespace skillboard {

HeldNamePointer NamingJudge::find(const std::string& name) const {
  return roster_.find(make_name_key(name).folded);
}

NamingJudge::Judgement NamingJudge::operator()(const JoinName& wish) const {
  const HeldNamePointer name = find(wish.name);
  if (!name || actor_.device.empty()) {
    return Rejected{name ? Refusal::no_such_device : Refusal::no_such_name};
  }
  if (find_device(*name, actor_.device) != nullptr) {
    return Naming{};
  }
  if (name->devices.size() >= policy_.devices_per_name) {
    return Rejected{Refusal::too_many_devices};
  }
  return Naming{Effect::device_joined,
                DeviceJoined{name->key, actor_.device, actor_.device_label, wish.joining},
                name->name};
}

NamingJudge::Judgement NamingJudge::operator()(const SignOut& wish) const {
  const HeldNamePointer name = find(wish.name);
  if (!name) {
    return Rejected{Refusal::no_such_name};
  }
  return sign_out(*name, find_device_by_handle(*name, wish.handle));
}

NamingJudge::Judgement NamingJudge::take_back(const DeviceJoined& joined) const {
  const HeldNamePointer name = roster_.find(joined.key);
  if (!name) {
    return Rejected{Refusal::no_such_name};
  }
  return sign_out(*name, find_device(*name, joined.device));
}

NamingJudge::Judgement NamingJudge::sign_out(const HeldName& name, const Device* device) const {
  const Device* own = find_device(name, actor_.device);
  if (own == nullptr) {
    return Rejected{Refusal::not_yours};
  }
  if (device == nullptr) {
    return Rejected{Refusal::no_such_device};
  }
  if (is_on_trust(name, actor_.device, now_) && device->joined < name.trust.since) {
    return Rejected{Refusal::too_new};
  }
  return Naming{Effect::names_changed, DeviceLeft{name.key, device->hash}, name.name};
}

NamingJudge::Judgement NamingJudge::operator()(const VouchForDevice& wish) const {
  const HeldNamePointer name = find(wish.name);
  if (!name) {
    return Rejected{Refusal::no_such_name};
  }
  if (!permission_.is_member() || permission_.is_same_person(name->key)) {
    return Rejected{Refusal::members_only};
  }
  // Nobody vouches for a device of their own.
  if (wish.device == actor_.device || roster_.holds(wish.device, permission_.key().folded)) {
    return Rejected{Refusal::members_only};
  }
  if (find_device(*name, wish.device) != nullptr) {
    return Naming{};
  }
  return vouch(*name, wish);
}

NamingJudge::Judgement NamingJudge::vouch(const HeldName& name, const VouchForDevice& wish) const {
  if (const Vouch* other = find_other_vouch(name, wish.device)) {
    if (name.devices.size() >= policy_.devices_per_name) {
      return Rejected{Refusal::too_many_devices};
    }
    return Naming{
        Effect::device_joined,
        DeviceJoined{
            name.key, wish.device, wish.label, Joining::vouched, {other->name, actor_.name}},
        actor_.name};
  }
  const bool again = std::ranges::any_of(name.vouches, [&](const Vouch& vouch) {
    return vouch.device == wish.device && vouch.given + vouch_lifetime > now_ &&
           roster_.holds(vouch.from, vouch.member);
  });
  if (again) {
    return Rejected{Refusal::vouched_already};
  }
  constexpr std::size_t most_vouches = 50;
  if (name.vouches.size() >= most_vouches) {
    return Rejected{Refusal::too_many_devices};
  }
  return Naming{
      Effect::name_vouched,
      NameVouched{name.key, wish.device, permission_.key().folded, actor_.name, actor_.device},
      actor_.name};
}

const Vouch* NamingJudge::find_other_vouch(const HeldName& name, const std::string& device) const {
  const auto found = std::ranges::find_if(name.vouches, [&](const Vouch& vouch) {
    // Not what was said from a device that has been signed out since: it may have been stolen.
    return vouch.device == device && vouch.given + vouch_lifetime > now_ &&
           roster_.holds(vouch.from, vouch.member) && !permission_.is_same_person(vouch.member);
  });
  return found == name.vouches.end() ? nullptr : &*found;
}

NamingJudge::Judgement NamingJudge::operator()(const AddPasskey& wish) const {
  const HeldNamePointer name = find(wish.name);
  if (!name) {
    return Rejected{Refusal::no_such_name};
  }
  if (!permission_.is_own(name->key)) {
    return Rejected{Refusal::not_yours};
  }
  if (roster_.find_by_passkey(wish.id)) {
    return Naming{};
  }
  if (name->passkeys.size() >= policy_.passkeys_per_name) {
    return Rejected{Refusal::too_many_passkeys};
  }
  return Naming{Effect::names_changed,
                PasskeyAdded{name->key, wish.id, wish.public_key, wish.label}, name->name};
}

NamingJudge::Judgement NamingJudge::operator()(const RemovePasskey& wish) const {
  const HeldNamePointer name = find(wish.name);
  if (!name) {
    return Rejected{Refusal::no_such_name};
  }
  if (!permission_.is_own(name->key)) {
    return Rejected{Refusal::not_yours};
  }
  const auto passkey = std::ranges::find(name->passkeys, wish.id, &Passkey::id);
  if (passkey == name->passkeys.end()) {
    return Naming{};
  }
  if (is_on_trust(*name, actor_.device, now_) && passkey->added < name->trust.since) {
    return Rejected{Refusal::too_new};
  }
  return Naming{Effect::names_changed, PasskeyRemoved{name->key, wish.id}, name->name};
}

}  // namespace skillboard
