#include "skillboard/api/write_request.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "skillboard/api/json_body.hpp"
#include "skillboard/board/publication.hpp"
#include "skillboard/http/conditions.hpp"
#include "skillboard/http/content_digest.hpp"
#include "skillboard/http/field_syntax.hpp"
#include "skillboard/http/path.hpp"

namespace skillboard {

using Json = nlohmann::json;

namespace {

constexpr std::size_t longest_key = 255;

// The conditions of a request, owned: the request itself is gone when the board decides.
class Conditions {
 public:
  Conditions(const Request& request, std::string epoch) : epoch_(std::move(epoch)) {
    for (const std::string_view name : {"If-Match", "If-None-Match"}) {
      request.each(name, [&](std::string_view value) { fields_.emplace_back(name, value); });
    }
  }

  bool empty() const { return fields_.empty(); }

  // RFC 9110, section 13.2.2: If-Match first, then If-None-Match.
  bool hold(const Talk* talk) const {
    Request request;
    for (const auto& [name, value] : fields_) {
      request.fields.push_back({name, value});
    }
    const std::string tag = talk == nullptr ? "" : make_tag(epoch_, talk->version);
    const auto match = TagList::find(request, "If-Match");
    if (match && (talk == nullptr || (!match->any() && !match->names_strongly(tag)))) {
      return false;
    }
    const auto none_match = TagList::find(request, "If-None-Match");
    return !none_match || talk == nullptr || (!none_match->any() && !none_match->names_weakly(tag));
  }

 private:
  std::string epoch_;
  std::vector<std::pair<std::string_view, std::string>> fields_;
};

// The same for all ways to write the same JSON: a request may come again by another transport,
// which puts it differently.
std::string canonical(std::string_view body) {
  const Json json = Json::parse(body, nullptr, false);
  return json.is_discarded() ? std::string(body)
                             : json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

boost::system::result<std::string, Problem> read_text(const Json& object, std::string_view member) {
  const std::string name(member);
  const auto found = object.find(name);
  if (found == object.end()) {
    return Problem{400, "missing", "The " + name + " is missing", "", name};
  }
  if (!found->is_string()) {
    return Problem{400, "not-a-text", "The " + name + " is not a text", "", name};
  }
  return found->get<std::string>();
}

}  // namespace

bool may_be_json(const Request& request) {
  std::string_view declared = request.find("Content-Type");
  const std::string_view type = take_part(declared, ';');
  // What PATCH takes is also what RFC 7396 makes of it.
  return !request.has("Content-Type") || equal_ignoring_case(type, "application/json") ||
         (request.method == boost::beast::http::verb::patch &&
          equal_ignoring_case(type, "application/merge-patch+json"));
}

boost::system::result<std::vector<std::string>, Problem> read_texts(
    const Request& request, std::initializer_list<std::string_view> members) {
  const auto object = read_json_object(request.body);
  if (!object) {
    return object.error();
  }
  std::vector<std::string> texts;
  for (const std::string_view member : members) {
    auto text = read_text(*object, member);
    if (!text) {
      return text.error();
    }
    texts.push_back(*std::move(text));
  }
  return texts;
}

Precondition read_precondition(const Request& request, std::string epoch) {
  Conditions conditions(request, std::move(epoch));
  if (conditions.empty()) {
    return {};
  }
  return [conditions = std::move(conditions)](const Talk* talk) { return conditions.hold(talk); };
}

bool wants_new_only(const Request& request) {
  const auto tags = TagList::find(request, "If-None-Match");
  return tags && tags->any();
}

boost::system::result<std::optional<RetryKey>, Problem> read_retry_key(const Request& request,
                                                                       std::string_view device) {
  if (!request.has("Idempotency-Key")) {
    return std::optional<RetryKey>();
  }
  const std::string_view key = request.find("Idempotency-Key");
  const bool printable =
      std::ranges::all_of(key, [](char letter) { return letter >= ' ' && letter <= '~'; });
  if (key.empty() || key.size() > longest_key || !printable) {
    return Problem{400, "bad-idempotency-key", "The Idempotency-Key cannot be used",
                   "It has to be 1 to 255 printable ASCII characters.", ""};
  }
  std::string all(request.method_name);
  for (const std::string_view part :
       {request.path, request.find("If-Match"), request.find("If-None-Match"),
        request.find("Board-Name"), device}) {
    all.append("\n").append(part);
  }
  all.append("\n").append(canonical(request.body));
  return std::optional(RetryKey{std::string(key), content_digest(all)});
}

boost::system::result<Span, Problem> read_span(const Request& request) {
  const auto object = read_json_object(request.body);
  if (!object) {
    return object.error();
  }
  const bool of_device = object->contains("device");
  const std::string_view who = of_device ? "device" : "by";
  auto whose = read_text(*object, who);
  if (!whose) {
    return whose.error();
  }
  if (whose->empty()) {
    return Problem{400, "blank", "Say whose changes", "", std::string(who)};
  }
  const auto since = object->find("since");
  if (since == object->end() || !since->is_number_unsigned()) {
    return Problem{400, "not-a-version", "Say after which change", "`since` is a version.",
                   "since"};
  }
  Span span{.since = since->get<Version>()};
  (of_device ? span.device : span.by) = *std::move(whose);
  return span;
}

}  // namespace skillboard
