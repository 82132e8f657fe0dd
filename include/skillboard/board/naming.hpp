#pragma once

#include <boost/system/result.hpp>

#include <optional>
#include <string>

#include "skillboard/board/decision.hpp"
#include "skillboard/board/permission.hpp"
#include "skillboard/board/submission.hpp"
#include "skillboard/talks/change.hpp"
#include "skillboard/talks/name_event.hpp"
#include "skillboard/talks/roster.hpp"

namespace skillboard {

// What an intention about names comes to.
struct Naming {
  Effect effect = Effect::nothing;
  // Nothing when all is so already.
  std::optional<NameEvent> event{};
  // The name that the history names for it.
  std::string by{};
};

// Judges what somebody wants of names and devices.
class NamingJudge {
 public:
  // All of them outlive it.
  NamingJudge(const Roster& roster, const NamePolicy& policy, const Permission& permission,
              const Actor& actor, Instant now)
      : roster_(roster), policy_(policy), permission_(permission), actor_(actor), now_(now) {}

  using Judgement = boost::system::result<Naming, Rejected>;

  Judgement operator()(const JoinName& wish) const;
  Judgement operator()(const SignOut& wish) const;
  Judgement operator()(const VouchForDevice& wish) const;
  Judgement operator()(const AddPasskey& wish) const;
  Judgement operator()(const RemovePasskey& wish) const;

  // What signs out the device that a change has let join; the name's devices may.
  Judgement take_back(const DeviceJoined& joined) const;

 private:
  HeldNamePointer find(const std::string& name) const;
  Judgement sign_out(const HeldName& name, const Device* device) const;
  Judgement vouch(const HeldName& name, const VouchForDevice& wish) const;
  // Another member who has vouched for the device, if there is one.
  const Vouch* find_other_vouch(const HeldName& name, const std::string& device) const;

  const Roster& roster_;
  const NamePolicy& policy_;
  const Permission& permission_;
  const Actor& actor_;
  Instant now_;
};

}  // namespace skillboard
