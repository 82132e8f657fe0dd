#include "skillboard/board/permission.hpp"

#include <utility>

namespace skillboard {

Permission::Permission(const Roster& roster, const NamePolicy& policy, const Actor& actor,
                       Instant now)
    : roster_(roster), policy_(policy), actor_(actor), now_(now), key_(make_name_key(actor.name)) {}

std::optional<Rejected> Permission::check_acting() const {
  if (policy_.from_proxy) {
    return actor_.signed_in ? std::nullopt : std::optional(Rejected{Refusal::sign_in});
  }
  if (actor_.name.empty()) {
    return std::nullopt;
  }
  if (auto rejected = check("", actor_.name, key_)) {
    return rejected;
  }
  const bool claims = !actor_.device.empty() && !is_open() && !roster_.find(key_.folded);
  const bool too_many =
      claims && (roster_.size() >= policy_.names ||
                 roster_.held_by(actor_.device).size() >= policy_.names_per_device);
  return too_many ? std::optional(Rejected{Refusal::too_many_names}) : std::nullopt;
}

std::optional<Rejected> Permission::check_spoken(std::string_view field,
                                                 std::string_view name) const {
  const NameKey key = make_name_key(name);
  if (policy_.from_proxy) {
    return key.folded == key_.folded
               ? std::nullopt
               : std::optional(Rejected{.refusal = Refusal::name_taken, .text = {field}});
  }
  return check(field, name, key);
}

std::optional<Rejected> Permission::check(std::string_view field, std::string_view name,
                                          const NameKey& key) const {
  const auto reject = [&](Refusal refusal) {
    return Rejected{.refusal = refusal, .text = {field}};
  };
  if (policy_.open_names.contains(key)) {
    return std::nullopt;
  }
  if (roster_.find(key.folded)) {
    return roster_.holds(actor_.device, key.folded) ? std::nullopt
                                                    : std::optional(reject(Refusal::name_taken));
  }
  if (mixes_scripts(name)) {
    return reject(Refusal::name_mixes_scripts);
  }
  for (const std::string& look : {key.skeleton, key.misread}) {
    const HeldNamePointer like = roster_.find_lookalike(look);
    if (like && !roster_.holds(actor_.device, like->key)) {
      return reject(Refusal::name_looks_alike);
    }
  }
  return std::nullopt;
}

std::string Permission::owner_of(std::string_view name) const {
  NameKey key = make_name_key(name);
  const bool will_be_own = key.folded == key_.folded && claim().has_value();
  return will_be_own || is_own(key.folded) ? std::move(key.folded) : std::string();
}

bool Permission::is_own(std::string_view key) const {
  if (policy_.from_proxy) {
    return actor_.signed_in && !key.empty() && key == key_.folded;
  }
  return roster_.holds(actor_.device, key);
}

bool Permission::is_own_for_good(std::string_view key) const {
  const HeldNamePointer name = roster_.find(key);
  return is_own(key) && !(name && is_on_trust(*name, actor_.device, now_));
}

bool Permission::may_edit(const Ownership& ownership) const {
  return ownership.owner.empty() || is_own(ownership.owner);
}

bool Permission::is_member() const {
  if (policy_.from_proxy) {
    return actor_.signed_in;
  }
  const HeldNamePointer name = roster_.find(key_.folded);
  return name && is_own(key_.folded) && name->claimed + policy_.member_after <= now_;
}

bool Permission::is_same_person(std::string_view key) const {
  return key == key_.folded || is_own(key);
}

std::optional<NameClaimed> Permission::claim() const {
  const bool nothing_to_claim = policy_.from_proxy || actor_.name.empty() ||
                                actor_.device.empty() || is_open() || roster_.find(key_.folded);
  if (nothing_to_claim) {
    return std::nullopt;
  }
  return NameClaimed{key_.folded, key_.skeleton, actor_.name, actor_.device, actor_.device_label};
}

bool Permission::is_open() const {
  return policy_.open_names.contains(key_);
}

}  // namespace skillboard
