#include "skillboard/api/change_routes.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

#include "skillboard/api/problems.hpp"
#include "skillboard/api/write_request.hpp"
#include "skillboard/http/query.hpp"

namespace skillboard {

using boost::beast::http::verb;

void ChangeRoutes::add_to(std::vector<Route>& table) {
  table.push_back({{"changes"},
                   {{verb::get, [this](const Call& call) { return feed_.answer(call.request); }}}});
  table.push_back(
      {{"changes", "undo"}, {{verb::post, [this](const Call& call) { return undo_all(call); }}}});
  table.push_back({{"changes", "{version}"}, {{verb::get, [this](const Call& call) {
                                                 return feed_.answer_one(
                                                     read_number(call.parts[0]).value_or(0));
                                               }}}});
  table.push_back({{"changes", "{version}", "undo"}, {{verb::post, [this](const Call& call) {
                                                         return write_about_one<UndoChanges>(call);
                                                       }}}});
  table.push_back({{"changes", "{version}", "purge"}, {{verb::post, [this](const Call& call) {
                                                          return write_about_one<PurgeFormer>(call);
                                                        }}}});
}

template <typename Wish>
Outcome ChangeRoutes::write_about_one(const Call& call) {
  const Version version = read_number(call.parts[0]).value_or(0);
  if (version == 0 || version > board_.publication()->version()) {
    return refused(no_such_change());
  }
  return desk_.write_on_history<Wish>(call, HistoryQuery::one(version));
}

Outcome ChangeRoutes::undo_all(const Call& call) {
  auto span = read_span(call.request);
  if (!span) {
    return refused(span.error());
  }
  return desk_.write_on_history<UndoWhatCanBe>(
      call, {.after = std::min(span->since, board_.publication()->version()),
             .by = std::move(span->by),
             .device = std::move(span->device),
             .newest_first = true,
             .most = std::numeric_limits<std::size_t>::max()});
}

}  // namespace skillboard
