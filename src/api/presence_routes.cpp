#include "skillboard/api/presence_routes.hpp"

#include <nlohmann/json.hpp>

#include <utility>

#include "skillboard/api/answers.hpp"
#include "skillboard/api/following.hpp"
#include "skillboard/api/json_body.hpp"
#include "skillboard/api/presence_look.hpp"
#include "skillboard/api/problems.hpp"

namespace skillboard {

using boost::beast::http::verb;

void PresenceRoutes::add_to(std::vector<Route>& table) {
  table.push_back({{"presence", "{page}"},
                   {{verb::put, [this](const Call& call) { return look(call); }},
                    {verb::delete_, [this](const Call& call) { return leave(call); }}}});
}

Outcome PresenceRoutes::look(const Call& call) {
  if (!is_page_id(call.parts[0])) {
    return refused(bad_page_id());
  }
  const auto json = read_json_object(call.request.body);
  if (!json) {
    return refused(json.error());
  }
  auto wanted = read_look(*json);
  if (!wanted) {
    return refused(wanted.error());
  }
  if (!wanted->name.empty()) {
    if (const auto problem = check_name_(call.request, wanted->name)) {
      return refused(*problem);
    }
  }
  return presence_.look(call.parts[0], *std::move(wanted), Presence::Lasts::for_a_lease)
             ? done()
             : refused(too_many_look());
}

Outcome PresenceRoutes::leave(const Call& call) {
  if (!is_page_id(call.parts[0])) {
    return refused(bad_page_id());
  }
  presence_.forget(call.parts[0]);
  return done();
}

}  // namespace skillboard
