#include "skillboard/names/client_data.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <string>

#include "skillboard/names/secrets.hpp"

namespace skillboard {

namespace {

using Json = nlohmann::json;

constexpr std::size_t most_json_bytes = 8'192;

// Empty when there is no such member, or it is no text: nothing that is expected is empty.
std::string text_of(const Json& object, const char* member) {
  const auto found = object.find(member);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// `topOrigin` is there in a frame of another origin alone.
bool is_embedded(const Json& object) {
  const auto cross_origin = object.find("crossOrigin");
  return object.contains("topOrigin") ||
         (cross_origin != object.end() && *cross_origin != Json(false));
}

}  // namespace

std::optional<PasskeyFault> check_client_data(std::string_view json, Ceremony ceremony,
                                              const PasskeyExpectation& expected) {
  const Json data = json.size() > most_json_bytes ? Json() : Json::parse(json, nullptr, false);
  if (!data.is_object()) {
    return PasskeyFault::malformed;
  }
  if (text_of(data, "type") !=
      (ceremony == Ceremony::registration ? "webauthn.create" : "webauthn.get")) {
    return PasskeyFault::another_ceremony;
  }
  const std::string challenge = text_of(data, "challenge");
  if (challenge.empty() || !equal_secrets(challenge, expected.challenge)) {
    return PasskeyFault::wrong_challenge;
  }
  const std::string origin = text_of(data, "origin");
  if (origin.empty() || std::ranges::find(expected.origins, origin) == expected.origins.end()) {
    return PasskeyFault::wrong_origin;
  }
  return is_embedded(data) ? std::optional(PasskeyFault::embedded) : std::nullopt;
}

}  // namespace skillboard
