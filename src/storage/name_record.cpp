#include "skillboard/storage/name_record.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "skillboard/names/name_key.hpp"

namespace skillboard {

namespace {

using nlohmann::json;

// Not stored, since it depends on what ICU knows of letters that look alike.
std::string skeleton_of(const std::string& key) {
  return make_name_key(key).skeleton;
}

// In the order of the enumerators.
constexpr std::array<std::string_view, 4> joinings{"claimed", "code", "vouched", "passkey"};

std::string_view stored_name(Joining joining) {
  return joinings.at(static_cast<std::size_t>(joining));
}

Joining read_joining(MemberReader& record) {
  const auto found = std::ranges::find(joinings, record.text("joining"));
  if (found == joinings.end()) {
    record.fail();
    return {};
  }
  return static_cast<Joining>(found - joinings.begin());
}

json stored(const Device& device) {
  return {{"hash", device.hash},
          {"label", device.label},
          {"joined", milliseconds(device.joined)},
          {"joining", stored_name(device.joining)},
          {"vouched_by", device.vouched_by}};
}

Device read_device(MemberReader& record) {
  return {.hash = record.text("hash"),
          .label = record.text("label"),
          .joined = record.instant("joined"),
          .joining = read_joining(record),
          .vouched_by = record.texts("vouched_by")};
}

json stored(const Passkey& passkey) {
  return {{"id", passkey.id},
          {"public_key", passkey.public_key},
          {"label", passkey.label},
          {"added", milliseconds(passkey.added)}};
}

Passkey read_passkey(MemberReader& record) {
  return {record.text("id"), record.text("public_key"), record.text("label"),
          record.instant("added")};
}

json stored(const Vouch& vouch) {
  return {{"device", vouch.device},
          {"member", vouch.member},
          {"name", vouch.name},
          {"from", vouch.from},
          {"given", milliseconds(vouch.given)}};
}

Vouch read_vouch(MemberReader& record) {
  return {record.text("device"), record.text("member"), record.text("name"), record.text("from"),
          record.instant("given")};
}

template <typename Part>
json list_of(const std::vector<Part>& parts) {
  json list = json::array();
  for (const Part& part : parts) {
    list.push_back(stored(part));
  }
  return list;
}

json members(const NameClaimed& event) {
  return {{"event", "name_claimed"},
          {"name", event.name},
          {"device", event.device},
          {"label", event.label}};
}

json members(const DeviceJoined& event) {
  return {{"event", "device_joined"},
          {"device", event.device},
          {"label", event.label},
          {"joining", stored_name(event.joining)},
          {"vouched_by", event.vouched_by}};
}

json members(const DeviceLeft& event) {
  return {{"event", "device_left"}, {"device", event.device}};
}

json members(const NameVouched& event) {
  return {{"event", "name_vouched"},
          {"device", event.device},
          {"member", event.member},
          {"name", event.name},
          {"from", event.from}};
}

json members(const PasskeyAdded& event) {
  return {{"event", "passkey_added"},
          {"id", event.id},
          {"public_key", event.public_key},
          {"label", event.label}};
}

json members(const PasskeyRemoved& event) {
  return {{"event", "passkey_removed"}, {"id", event.id}};
}

}  // namespace

json name_members(const HeldName& name) {
  return {{"key", name.key},
          {"name", name.name},
          {"claimed", milliseconds(name.claimed)},
          {"place", name.place},
          {"version", name.version},
          {"devices", list_of(name.devices)},
          {"passkeys", list_of(name.passkeys)},
          {"vouches", list_of(name.vouches)},
          {"trusted_since", milliseconds(name.trust.since)},
          {"trusted_until", milliseconds(name.trust.until)}};
}

HeldName read_name(MemberReader& record) {
  const std::string key = record.text("key");
  return {.key = key,
          .skeleton = skeleton_of(key),
          .name = record.text("name"),
          .claimed = record.instant("claimed"),
          .place = record.number("place"),
          .version = record.number("version"),
          .devices = read_list(record, "devices", read_device),
          .passkeys = read_list(record, "passkeys", read_passkey),
          .vouches = read_list(record, "vouches", read_vouch),
          .trust = {record.instant("trusted_since"), record.instant("trusted_until")}};
}

json name_event_members(const NameEvent& event) {
  json record = std::visit([](const auto& alternative) { return members(alternative); }, event);
  record["key"] = key_of(event);
  return record;
}

NameEvent read_name_event(MemberReader& record) {
  const std::string event = record.text("event");
  std::string key = record.text("key");
  if (event == "name_claimed") {
    return NameClaimed{key, skeleton_of(key), record.text("name"), record.text("device"),
                       record.text("label")};
  }
  if (event == "device_joined") {
    return DeviceJoined{std::move(key), record.text("device"), record.text("label"),
                        read_joining(record), record.texts("vouched_by")};
  }
  if (event == "device_left") {
    return DeviceLeft{std::move(key), record.text("device")};
  }
  if (event == "name_vouched") {
    return NameVouched{std::move(key), record.text("device"), record.text("member"),
                       record.text("name"), record.text("from")};
  }
  if (event == "passkey_added") {
    return PasskeyAdded{std::move(key), record.text("id"), record.text("public_key"),
                        record.text("label")};
  }
  if (event == "passkey_removed") {
    return PasskeyRemoved{std::move(key), record.text("id")};
  }
  record.fail();
  return {};
}

}  // namespace skillboard
