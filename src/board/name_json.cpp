#include "skillboard/board/name_json.hpp"

#include <variant>

#include "skillboard/board/json_object.hpp"

namespace skillboard {

std::string_view name_of(Joining joining) {
  switch (joining) {
    case Joining::claimed:
      return "claimed";
    case Joining::code:
      return "code";
    case Joining::vouched:
      return "vouched";
    case Joining::passkey:
      return "passkey";
  }
  return {};
}

namespace {

// Tells one kind of event after the other.
class EventJson {
 public:
  explicit EventJson(std::string_view name) : name_(name) {}

  std::string operator()(const NameClaimed& event) const {
    return begin("name_claimed").text("device", handle_of(event.device)).close();
  }

  std::string operator()(const DeviceJoined& event) const {
    JsonObject json = begin("device_joined");
    json.text("device", handle_of(event.device)).text("how", name_of(event.joining));
    if (!event.vouched_by.empty()) {
      json.value("vouched_by", to_json(event.vouched_by));
    }
    return json.close();
  }

  std::string operator()(const DeviceLeft& event) const {
    return begin("device_left").text("device", handle_of(event.device)).close();
  }

  std::string operator()(const NameVouched& event) const {
    return begin("name_vouched").text("device", handle_of(event.device)).close();
  }

  std::string operator()(const PasskeyAdded&) const { return begin("passkey_added").close(); }

  std::string operator()(const PasskeyRemoved&) const { return begin("passkey_removed").close(); }

 private:
  JsonObject begin(std::string_view event) const {
    JsonObject json;
    json.text("event", event).text("name", name_);
    return json;
  }

  std::string_view name_;
};

}  // namespace

std::string to_json(const std::vector<NameEvent>& events, const Roster& roster) {
  JsonList list;
  for (const NameEvent& event : events) {
    const HeldNamePointer name = roster.find(key_of(event));
    list.add(std::visit(EventJson(name ? name->name : key_of(event)), event));
  }
  return list.close();
}

}  // namespace skillboard
