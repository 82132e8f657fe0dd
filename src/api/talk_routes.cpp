#include "skillboard/api/talk_routes.hpp"

#include <string>
#include <utility>

#include "skillboard/api/problems.hpp"
#include "skillboard/api/write_request.hpp"
#include "skillboard/http/conditions.hpp"
#include "skillboard/http/path.hpp"

namespace skillboard {

using boost::beast::http::verb;

void TalkRoutes::add_to(std::vector<Route>& table) {
  table.push_back(
      {{"talks"}, {{verb::get, [this](const Call& call) { return list_.answer(call.request); }}}});
  table.push_back({{"talks", "{title}"},
                   {{verb::get, [this](const Call& call) { return get_talk(call); }},
                    {verb::put, [this](const Call& call) { return put_talk(call); }},
                    {verb::patch, [this](const Call& call) { return patch_talk(call); }},
                    {verb::delete_, [this](const Call& call) {
                       return desk_.write(call, RemoveTalk{call.parts[0]});
                     }}}});
  table.push_back({{"talks", "{title}", "comments"},
                   {{verb::post, [this](const Call& call) { return post_comment(call); }}}});
  table.push_back({{"talks", "{title}", "comments", "{comment}"},
                   {{verb::put, [this](const Call& call) { return put_comment(call); }},
                    {verb::delete_, [this](const Call& call) {
                       return desk_.write(call, RemoveComment{call.parts[0], call.parts[1]});
                     }}}});
}

namespace {

// Where a talk is that is asked for by a former title. Not to be remembered by caches: another talk
// may take that title.
ResponsePointer moved_to(const std::string& title) {
  ResponseDraft draft;
  draft.status = 308;
  draft.set("Location", "/talks/" + encode_segment(title));
  draft.set("Cache-Control", "no-store");
  return make_response(std::move(draft));
}

}  // namespace

Outcome TalkRoutes::get_talk(const Call& call) {
  const PublicationPointer& publication = board_.publication();
  const PublishedTalk* talk = publication->find(call.parts[0]);
  if (talk == nullptr) {
    const TalkPointer renamed = board_.talks().find(call.parts[0]);
    return renamed ? moved_to(renamed->title) : refused(Rejected{Refusal::no_such_talk});
  }
  const std::string tag = make_tag(publication->epoch(), talk->talk->version);
  const auto known = TagList::find(call.request, "If-None-Match");
  ResponseDraft draft;
  draft.set("ETag", tag);
  draft.set("Cache-Control", "no-store");
  if (known && (known->any() || known->names_weakly(tag))) {
    draft.status = 304;
  } else {
    draft.set_body("application/json", talk->json);
  }
  return make_response(std::move(draft));
}

Outcome TalkRoutes::put_talk(const Call& call) {
  const auto texts = read_texts(call.request, {"presenter", "summary"});
  if (!texts) {
    return refused(texts.error());
  }
  const std::string presenter = desk_.speaker(call, texts->at(0));
  return desk_.write(
      call, ProposeOrEditTalk{call.parts[0], presenter, texts->at(1), wants_new_only(call.request)},
      presenter);
}

Outcome TalkRoutes::patch_talk(const Call& call) {
  const auto texts = read_texts(call.request, {"title"});
  return texts ? desk_.write(call, RenameTalk{call.parts[0], texts->at(0)})
               : refused(texts.error());
}

Outcome TalkRoutes::post_comment(const Call& call) {
  const auto texts = read_texts(call.request, {"author", "message"});
  if (!texts) {
    return refused(texts.error());
  }
  const std::string author = desk_.speaker(call, texts->at(0));
  return desk_.write(call, WriteComment{call.parts[0], author, texts->at(1)}, author);
}

Outcome TalkRoutes::put_comment(const Call& call) {
  const auto texts = read_texts(call.request, {"message"});
  return texts ? desk_.write(call, EditComment{call.parts[0], call.parts[1], texts->at(0)})
               : refused(texts.error());
}

}  // namespace skillboard
