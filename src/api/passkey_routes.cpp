#include "skillboard/api/passkey_routes.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "skillboard/api/answers.hpp"
#include "skillboard/api/problems.hpp"
#include "skillboard/api/write_request.hpp"
#include "skillboard/board/json_object.hpp"
#include "skillboard/http/uri.hpp"
#include "skillboard/names/base64url.hpp"
#include "skillboard/names/device_label.hpp"
#include "skillboard/names/name_key.hpp"
#include "skillboard/names/passkey.hpp"

namespace skillboard {

using boost::beast::http::verb;

void PasskeyRoutes::add_to(std::vector<Route>& table) {
  table.push_back({{"device", "passkey", "challenge"},
                   {{verb::post, [this](const Call& call) { return challenge(call); }}}});
  table.push_back(
      {{"device", "passkey"}, {{verb::post, [this](const Call& call) { return join(call); }}}});
  table.push_back({{"names", "{name}", "passkeys"},
                   {{verb::post, [this](const Call& call) { return add(call); }}}});
  table.push_back({{"names", "{name}", "passkeys", "{passkey}"},
                   {{verb::delete_, [this](const Call& call) { return remove(call); }}}});
}

namespace {

Problem refusal(PasskeyFault fault) {
  return {403, "passkey-refused", "This passkey was not accepted", std::string(describe(fault)),
          ""};
}

// These members of the body as bytes; nothing is missing, and all are base64url.
boost::system::result<std::vector<std::string>, Problem> read_bytes(
    const Call& call, std::initializer_list<std::string_view> members) {
  auto texts = read_texts(call.request, members);
  if (!texts) {
    return texts;
  }
  std::size_t at = 0;
  for (std::string& text : *texts) {
    auto bytes = from_base64url(text);
    if (!bytes) {
      return Problem{400, "not-base64url", "This could not be read", "It has to be base64url.",
                     std::string(*(members.begin() + at))};
    }
    text = *std::move(bytes);
    ++at;
  }
  return texts;
}

}  // namespace

Outcome PasskeyRoutes::challenge(const Call& call) {
  const auto texts = read_texts(call.request, {"for"});
  if (!texts) {
    return refused(texts.error());
  }
  if (call.visitor.device.empty()) {
    return refused(no_device());
  }
  const bool adds = texts->at(0) == "add";
  if (!adds && texts->at(0) != "join") {
    return refused({400, "no-such-ceremony", "There is no challenge for that",
                    "`for` is `add` or `join`.", "for"});
  }
  const std::string challenge = challenges_.make(
      call.visitor.device, adds ? Ceremony::registration : Ceremony::authentication, board_.now());
  return json_answer(200,
                     JsonObject().text("challenge", challenge).text("site", site(call)).close());
}

Outcome PasskeyRoutes::add(const Call& call) {
  auto bytes = read_bytes(call, {"clientDataJSON", "attestationObject"});
  if (!bytes) {
    return refused(bytes.error());
  }
  const auto passkey = accept_registration({std::move(bytes->at(0)), std::move(bytes->at(1))},
                                           expect(call, Ceremony::registration));
  if (!passkey) {
    return refused(refusal(passkey.error()));
  }
  const std::string told = JsonObject().text("id", passkey->id).close();
  return desk_.write(call,
                     AddPasskey{call.parts[0], passkey->id, passkey->key,
                                device_label(call.request.find("User-Agent"))},
                     [told](const Accepted&) { return json_answer(201, told); });
}

Outcome PasskeyRoutes::remove(const Call& call) {
  return desk_.write(call, RemovePasskey{call.parts[0], call.parts[1]},
                     [](const Accepted&) { return done(); });
}

Outcome PasskeyRoutes::join(const Call& call) {
  const auto id = read_texts(call.request, {"id"});
  auto bytes = read_bytes(call, {"clientDataJSON", "authenticatorData", "signature"});
  if (!id || !bytes) {
    return refused(id ? bytes.error() : id.error());
  }
  if (ResponsePointer refusal = desk_.refuse_if_guessing(call.request)) {
    return refusal;
  }
  const PasskeyExpectation expected = expect(call, Ceremony::authentication);
  const HeldNamePointer name = board_.talks().roster().find_by_passkey(id->front());
  if (!name) {
    return refused({404, "no-such-passkey", "Nobody here has this passkey", "", ""});
  }
  const auto& passkey = *std::ranges::find(name->passkeys, id->front(), &Passkey::id);
  const PasskeyAssertion assertion{std::move(bytes->at(0)), std::move(bytes->at(1)),
                                   std::move(bytes->at(2))};
  if (const auto fault = check_assertion(assertion, passkey.public_key, expected)) {
    return refused(refusal(*fault));
  }
  return desk_.join(call, JoinName{name->name, Joining::passkey});
}

PasskeyExpectation PasskeyRoutes::expect(const Call& call, Ceremony ceremony) {
  return {.challenge = challenges_.take(call.visitor.device, ceremony, board_.now()).value_or(""),
          .origins = {visitors_.origin(call.request, call.visitor)},
          .site = site(call)};
}

std::string PasskeyRoutes::site(const Call& call) const {
  const std::string origin = visitors_.origin(call.request, call.visitor);
  return std::string(split_authority(read_url_start(origin).authority).host);
}

}  // namespace skillboard
