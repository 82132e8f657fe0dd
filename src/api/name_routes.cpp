#include "skillboard/api/name_routes.hpp"

#include <chrono>
#include <utility>

#include "skillboard/api/answers.hpp"
#include "skillboard/api/problems.hpp"
#include "skillboard/api/write_request.hpp"
#include "skillboard/board/json_object.hpp"
#include "skillboard/board/name_json.hpp"
#include "skillboard/board/talk_json.hpp"
#include "skillboard/http/standard_answers.hpp"
#include "skillboard/names/device_label.hpp"
#include "skillboard/names/name_key.hpp"
#include "skillboard/names/qr_code.hpp"
#include "skillboard/storage/rfc3339.hpp"

namespace skillboard {

using boost::beast::http::verb;

void NameRoutes::add_to(std::vector<Route>& table) {
  table.push_back(
      {{"device"}, {{verb::get, [this](const Call& call) { return get_device(call); }}}});
  table.push_back(
      {{"device", "code"}, {{verb::post, [this](const Call& call) { return make_code(call); }}}});
  table.push_back({{"device", "join"},
                   {{verb::post, [this](const Call& call) { return join_by_code(call); }}}});
  table.push_back({{"device", "wait"},
                   {{verb::post, [this](const Call& call) { return begin_to_wait(call); }},
                    {verb::delete_, [this](const Call& call) { return stop_waiting(call); }}}});
  table.push_back({{"names", "{name}", "vouch"},
                   {{verb::post, [this](const Call& call) { return vouch(call); }}}});
  table.push_back({{"names", "{name}", "devices", "{device}"},
                   {{verb::delete_, [this](const Call& call) { return sign_out(call); }}}});
}

namespace {

std::string tell_waiting(const WaitingDevice& waiting, const std::string& name) {
  return JsonObject()
      .text("name", name)
      .text("words", waiting.words)
      .text("until", to_rfc3339(waiting.until))
      .close();
}

}  // namespace

Outcome NameRoutes::get_device(const Call& call) {
  const std::string& device = call.visitor.device;
  JsonList names;
  for (const HeldNamePointer& name : board_.talks().roster().held_by(device)) {
    names.add(describe(*name));
  }
  JsonObject json;
  device.empty() ? json.value("device", "null") : json.text("device", handle_of(device));
  json.value("names", names.close());
  const auto waiting = waiting_.of_device(device, board_.now());
  const HeldNamePointer name = waiting ? board_.talks().roster().find(waiting->name) : nullptr;
  json.value("waiting", name ? tell_waiting(*waiting, name->name) : "null");
  if (visitors_.are_signed_in()) {
    const auto signed_in = visitors_.signed_in(call.request);
    signed_in ? json.text("signed_in", *signed_in) : json.value("signed_in", "null");
  }
  board_.see(device);
  return json_answer(200, json.close());
}

std::string NameRoutes::describe(const HeldName& name) const {
  JsonList devices;
  for (const Device& device : name.devices) {
    JsonObject json;
    json.text("device", handle_of(device.hash))
        .text("label", device.label)
        .text("joined", to_rfc3339(device.joined))
        .text("seen", to_rfc3339(board_.last_seen(device.hash).value_or(device.joined)))
        .text("how", name_of(device.joining));
    if (!device.vouched_by.empty()) {
      json.value("vouched_by", to_json(device.vouched_by));
    }
    devices.add(json.close());
  }
  JsonList passkeys;
  for (const Passkey& passkey : name.passkeys) {
    passkeys.add(JsonObject()
                     .text("id", passkey.id)
                     .text("label", passkey.label)
                     .text("added", to_rfc3339(passkey.added))
                     .close());
  }
  return JsonObject()
      .text("name", name.name)
      .text("since", to_rfc3339(name.claimed))
      .value("devices", devices.close())
      .value("passkeys", passkeys.close())
      .close();
}

Outcome NameRoutes::make_code(const Call& call) {
  const auto texts = read_texts(call.request, {"name"});
  if (!texts) {
    return refused(texts.error());
  }
  const std::string key = make_name_key(texts->at(0)).folded;
  if (!board_.talks().roster().holds(call.visitor.device, key)) {
    return refused(Rejected{Refusal::not_yours});
  }
  const JoinCode code = codes_.make(key, call.visitor.device, board_.now());
  const std::string link = visitors_.address(call.request, call.visitor) + "#device=" + code.text;
  const QrCode qr = make_qr_code(link);
  const std::string image = JsonObject()
                                .number("size", static_cast<std::uint64_t>(qr.size))
                                .text("path", qr.path)
                                .close();
  return json_answer(201, JsonObject()
                              .text("code", code.text)
                              .text("expires", to_rfc3339(code.expires))
                              .text("link", link)
                              .value("qr", image)
                              .close());
}

Outcome NameRoutes::join_by_code(const Call& call) {
  const auto texts = read_texts(call.request, {"code"});
  if (!texts) {
    return refused(texts.error());
  }
  if (call.visitor.device.empty()) {
    return refused(no_device());
  }
  if (ResponsePointer refusal = desk_.refuse_if_guessing(call.request)) {
    return refusal;
  }
  const Roster& roster = board_.talks().roster();
  const auto grant = codes_.take(texts->at(0), call.visitor.device, board_.now());
  // What a device shows that is signed out by now leads nowhere, and nobody who is signed out comes
  // back by a code of before.
  const bool good = grant && roster.holds(grant->maker, grant->name) &&
                    (!grant->again || roster.holds(call.visitor.device, grant->name));
  const HeldNamePointer name = good ? roster.find(grant->name) : nullptr;
  if (!name) {
    return refused({404, "no-such-code", "This code does not lead anywhere",
                    "It may be mistyped, used or too old: ask for another.", "code"});
  }
  waiting_.stop(call.visitor.device);
  return desk_.join(call, JoinName{name->name, Joining::code});
}

Outcome NameRoutes::begin_to_wait(const Call& call) {
  const auto texts = read_texts(call.request, {"name"});
  if (!texts) {
    return refused(texts.error());
  }
  if (call.visitor.device.empty()) {
    return refused(no_device());
  }
  const Roster& roster = board_.talks().roster();
  const HeldNamePointer name = roster.find(make_name_key(texts->at(0)).folded);
  if (!name) {
    return refused({409, "name-free", "Nobody has this name", "It can simply be used.", "name"});
  }
  if (roster.holds(call.visitor.device, name->key)) {
    return refused({409, "name-yours", "This device has this name already", "", "name"});
  }
  if (ResponsePointer refusal = desk_.refuse_if_guessing(call.request)) {
    return refusal;
  }
  const auto waiting = waiting_.wait(
      call.visitor.device, device_label(call.request.find("User-Agent")), name->key, board_.now());
  if (!waiting) {
    return too_many_requests(std::chrono::minutes(10));
  }
  return json_answer(201, tell_waiting(*waiting, name->name));
}

Outcome NameRoutes::stop_waiting(const Call& call) {
  waiting_.stop(call.visitor.device);
  return done();
}

Outcome NameRoutes::vouch(const Call& call) {
  const auto texts = read_texts(call.request, {"words"});
  if (!texts) {
    return refused(texts.error());
  }
  const HeldNamePointer name = board_.talks().roster().find(make_name_key(call.parts[0]).folded);
  if (!name) {
    return refused(Rejected{Refusal::no_such_name});
  }
  if (ResponsePointer refusal = desk_.refuse_if_guessing(call.request, name->key)) {
    return refusal;
  }
  const auto waiting = waiting_.find(name->key, texts->at(0), board_.now());
  if (!waiting) {
    return refused({404, "nobody-waits", "Nobody waits for this name with these words",
                    "Ask for the two words that the waiting device shows now.", "words"});
  }
  const auto tell = [this, device = waiting->device](const Accepted& accepted) {
    const bool joined = accepted.effect != Effect::name_vouched;
    if (joined) {
      waiting_.stop(device);
    }
    return json_answer(201, JsonObject()
                                .value("joined", joined ? "true" : "false")
                                .number("needed", joined ? 0 : 1)
                                .close());
  };
  return desk_.write(call, VouchForDevice{name->name, waiting->device, waiting->label}, tell);
}

Outcome NameRoutes::sign_out(const Call& call) {
  return desk_.write(call, SignOut{call.parts[0], call.parts[1]},
                     [](const Accepted&) { return done(); });
}

}  // namespace skillboard
