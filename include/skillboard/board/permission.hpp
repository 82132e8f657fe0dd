#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "skillboard/board/decision.hpp"
#include "skillboard/board/submission.hpp"
#include "skillboard/names/name_key.hpp"
#include "skillboard/names/open_names.hpp"
#include "skillboard/talks/held_name.hpp"
#include "skillboard/talks/name_event.hpp"
#include "skillboard/talks/roster.hpp"

namespace skillboard {

// The board's rules about names.
struct NamePolicy {
  // Names that belong to nobody, so that anybody may act under them.
  OpenNames open_names{default_open_names};
  // How long a name has to be held until whoever holds it counts as a member.
  std::chrono::milliseconds member_after = std::chrono::days(1);
  // Whether names come from a proxy that signs people in. Then nothing is claimed.
  bool from_proxy = false;
  std::size_t names = 20'000;
  std::size_t names_per_device = 20;
  std::size_t devices_per_name = 20;
  std::size_t passkeys_per_name = 10;
};

// What somebody may do under which name, on the board as it is at this moment.
//
// A name is free until a device acts under it, which claims it. From then on only its devices act
// under it, and what they write belongs to it. Without a device nothing is claimed, and what is
// written belongs to nobody.
class Permission {
 public:
  // The roster, the policy and the actor outlive it.
  Permission(const Roster& roster, const NamePolicy& policy, const Actor& actor, Instant now);

  // Why the actor may not act at all, if so.
  std::optional<Rejected> check_acting() const;

  // Why something new may not be put under this name, if so. `field` is what the interface calls
  // it.
  std::optional<Rejected> check_spoken(std::string_view field, std::string_view name) const;

  // Whom something new under this name belongs to: the key of the name, or nobody.
  std::string owner_of(std::string_view name) const;

  // Whether the name with this key is the actor's; nobody's is not.
  bool is_own(std::string_view key) const;

  // Whether the actor may do for this name what nobody can take back: it is the actor's, and not
  // from a device on trust (see `Trust`).
  bool is_own_for_good(std::string_view key) const;

  // Whether what belongs to this name, or to nobody, is the actor's to edit.
  bool may_edit(const Ownership& ownership) const;

  // Whether the actor counts where it takes two to agree.
  bool is_member() const;

  // Whether it would be the same person who agrees with a member: who has the name with this key.
  bool is_same_person(std::string_view key) const;

  // That the actor claims the name by acting under it, if so.
  std::optional<NameClaimed> claim() const;

  const NameKey& key() const { return key_; }

 private:
  std::optional<Rejected> check(std::string_view field, std::string_view name,
                                const NameKey& key) const;
  bool is_open() const;

  const Roster& roster_;
  const NamePolicy& policy_;
  const Actor& actor_;
  Instant now_;
  NameKey key_;  // of the name under which they act
};

}  // namespace skillboard
