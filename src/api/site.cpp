#include "skillboard/api/site.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>
#include <variant>

#include "skillboard/api/problems.hpp"
#include "skillboard/api/write_answers.hpp"
#include "skillboard/api/write_request.hpp"
#include "skillboard/http/conditions.hpp"
#include "skillboard/http/path.hpp"
#include "skillboard/http/query.hpp"
#include "skillboard/http/same_origin.hpp"

namespace skillboard {

namespace asio = boost::asio;
using boost::beast::http::verb;

// One row of the table of routes: a path and what can be done there. An empty literal stands for a
// part that is left open.
struct Site::Resource {
  std::vector<std::string_view> pattern;
  std::vector<std::pair<verb, Method>> methods;
  std::string_view allowed;

  bool matches(const std::vector<std::string>& segments) const {
    return std::ranges::equal(pattern, segments, [](auto literal, const auto& segment) {
      return literal.empty() ? !segment.empty() : literal == segment;
    });
  }
};

namespace {

constexpr std::string_view open_part;

ResponsePointer no_content(std::string_view allowed) {
  ResponseDraft draft;
  draft.status = 204;
  draft.set("Allow", std::string(allowed));
  return make_response(std::move(draft));
}

ResponsePointer method_not_allowed(std::string_view allowed) {
  ResponseDraft draft = problem_response(
      {405, "method-not-allowed", "This cannot be done here", "See the Allow header.", ""});
  draft.set("Allow", std::string(allowed));
  return make_response(std::move(draft));
}

// Where a talk is that is asked for by a former title. Not to be remembered by caches: another talk
// may take that title.
ResponsePointer moved_to(const std::string& title) {
  ResponseDraft draft;
  draft.status = 308;
  draft.set("Location", "/talks/" + encode_segment(title));
  draft.set("Cache-Control", "no-store");
  return make_response(std::move(draft));
}

bool is_read(verb method) {
  return method == verb::get || method == verb::head;
}

}  // namespace

Site::Site(Board& board, const StaticFiles& files, const SiteOptions& options)
    : board_(board),
      files_(files),
      options_(options),
      list_(board, options.longest_wait),
      feed_(board, options.longest_wait) {}

const Site::Resource* Site::find_resource(const std::vector<std::string>& segments) {
  static const std::array<Resource, 9> resources{{
      {{"talks"},
       {{verb::get, &Site::get_list}, {verb::head, &Site::get_list}},
       "GET, HEAD, OPTIONS"},
      {{"talks", open_part},
       {{verb::get, &Site::get_talk},
        {verb::head, &Site::get_talk},
        {verb::put, &Site::put_talk},
        {verb::patch, &Site::patch_talk},
        {verb::delete_, &Site::delete_talk}},
       "GET, HEAD, PUT, PATCH, DELETE, OPTIONS"},
      {{"talks", open_part, "comments"}, {{verb::post, &Site::post_comment}}, "POST, OPTIONS"},
      {{"talks", open_part, "comments", open_part},
       {{verb::put, &Site::put_comment}, {verb::delete_, &Site::delete_comment}},
       "PUT, DELETE, OPTIONS"},
      {{"changes"},
       {{verb::get, &Site::get_changes}, {verb::head, &Site::get_changes}},
       "GET, HEAD, OPTIONS"},
      {{"changes", "undo"}, {{verb::post, &Site::undo_by_name}}, "POST, OPTIONS"},
      {{"changes", open_part},
       {{verb::get, &Site::get_change}, {verb::head, &Site::get_change}},
       "GET, HEAD, OPTIONS"},
      {{"changes", open_part, "undo"}, {{verb::post, &Site::undo_change}}, "POST, OPTIONS"},
      {{"changes", open_part, "purge"}, {{verb::post, &Site::purge_change}}, "POST, OPTIONS"},
  }};
  const auto* const found = std::ranges::find_if(
      resources, [&](const Resource& resource) { return resource.matches(segments); });
  return found == resources.end() ? nullptr : &*found;
}

Outcome Site::handle(const Request& request) {
  if (request.path == "/talks" && is_read(request.method)) {
    return list_.answer(request);  // what nearly everybody asks nearly always
  }
  if (request.path == "*") {
    return no_content("GET, HEAD, PUT, PATCH, POST, DELETE, OPTIONS");
  }
  const auto segments = decode_path(request.path);
  if (!segments) {
    return refused({400, "bad-path", "This address cannot be read",
                    "The path has to be percent-encoded UTF-8 without control characters.", ""});
  }
  if (segments->front() != "talks" && segments->front() != "changes") {
    return get_file(request);
  }
  const Resource* resource = find_resource(*segments);
  if (resource == nullptr) {
    return refused({404, "not-found", "There is nothing here", "", ""});
  }
  Parts parts;
  for (std::size_t i = 0; i < segments->size(); ++i) {
    if (resource->pattern[i].empty()) {
      parts.push_back((*segments)[i]);
    }
  }
  return dispatch(*resource, request, parts);
}

ResponsePointer Site::answer_parked(Ticket ticket, WakeReason) {
  const PollTicket poll = PollTicket::unpack(ticket);
  return poll.subject == PollTicket::Subject::talks ? list_.answer_parked(poll)
                                                    : feed_.answer_parked(poll);
}

Outcome Site::dispatch(const Resource& resource, const Request& request, const Parts& parts) {
  if (request.method == verb::options) {
    return no_content(resource.allowed);
  }
  const auto found = std::ranges::find(resource.methods, request.method,
                                       [](const auto& method) { return method.first; });
  if (found == resource.methods.end()) {
    return method_not_allowed(resource.allowed);
  }
  if (!is_read(request.method) && from_another_site(request, options_.public_url)) {
    return refused({403, "another-site", "Another site tried to change this board",
                    "Changes are taken from the board's own page only.", ""});
  }
  return (this->*found->second)(request, parts);
}

Outcome Site::get_list(const Request& request, const Parts&) {
  return list_.answer(request);
}

Outcome Site::get_talk(const Request& request, const Parts& parts) {
  const PublicationPointer& publication = board_.publication();
  const PublishedTalk* talk = publication->find(parts[0]);
  if (talk == nullptr) {
    const TalkPointer renamed = board_.talks().find(parts[0]);
    return renamed ? moved_to(renamed->title) : refused(Rejected{Refusal::no_such_talk});
  }
  const std::string tag = make_tag(publication->epoch(), talk->talk->version);
  const auto known = TagList::find(request, "If-None-Match");
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

Outcome Site::put_talk(const Request& request, const Parts& parts) {
  const auto texts = read_texts(request, {"presenter", "summary"});
  if (!texts) {
    return refused(texts.error());
  }
  return write(request,
               ProposeOrEditTalk{parts[0], texts->at(0), texts->at(1), wants_new_only(request)},
               texts->at(0));
}

Outcome Site::patch_talk(const Request& request, const Parts& parts) {
  const auto texts = read_texts(request, {"title"});
  return texts ? write(request, RenameTalk{parts[0], texts->at(0)}) : refused(texts.error());
}

Outcome Site::delete_talk(const Request& request, const Parts& parts) {
  return write(request, RemoveTalk{parts[0]});
}

Outcome Site::post_comment(const Request& request, const Parts& parts) {
  const auto texts = read_texts(request, {"author", "message"});
  return texts ? write(request, WriteComment{parts[0], texts->at(0), texts->at(1)}, texts->at(0))
               : refused(texts.error());
}

Outcome Site::put_comment(const Request& request, const Parts& parts) {
  const auto texts = read_texts(request, {"message"});
  return texts ? write(request, EditComment{parts[0], parts[1], texts->at(0)})
               : refused(texts.error());
}

Outcome Site::delete_comment(const Request& request, const Parts& parts) {
  return write(request, RemoveComment{parts[0], parts[1]});
}

Outcome Site::write(const Request& request, Intention intention, std::string author) {
  auto submission = read_submission(request, std::move(author));
  if (!submission) {
    return refused(submission.error());
  }
  std::string title(title_of(intention));
  if (const auto* renaming = std::get_if<RenameTalk>(&intention)) {
    title = renaming->new_title;
  }
  submission->intention = std::move(intention);
  submission->precondition = read_precondition(request, board_.publication()->epoch());
  return perform(board_, *std::move(submission), std::move(title));
}

Outcome Site::get_changes(const Request& request, const Parts&) {
  return feed_.answer(request);
}

Outcome Site::get_change(const Request&, const Parts& parts) {
  return feed_.answer_one(read_number(parts[0]).value_or(0));
}

Outcome Site::undo_change(const Request& request, const Parts& parts) {
  return write_on_history<UndoChanges>(request, parts);
}

Outcome Site::purge_change(const Request& request, const Parts& parts) {
  return write_on_history<PurgeFormer>(request, parts);
}

template <typename Wish>
Outcome Site::write_on_history(const Request& request, const Parts& parts) {
  const Version version = read_number(parts[0]).value_or(0);
  if (version == 0 || version > board_.publication()->version()) {
    return refused(no_such_change());
  }
  auto submission = read_submission(request);
  if (!submission) {
    return refused(submission.error());
  }
  return perform_on_history<Wish>(board_, *std::move(submission), HistoryQuery::one(version));
}

Outcome Site::undo_by_name(const Request& request, const Parts&) {
  auto span = read_span(request);
  if (!span) {
    return refused(span.error());
  }
  auto submission = read_submission(request);
  if (!submission) {
    return refused(submission.error());
  }
  return perform_on_history<UndoWhatCanBe>(
      board_, *std::move(submission),
      {.after = std::min(span->since, board_.publication()->version()),
       .by = std::move(span->by),
       .newest_first = true,
       .most = std::numeric_limits<std::size_t>::max()});
}

Outcome Site::get_file(const Request& request) {
  constexpr std::string_view allowed = "GET, HEAD, OPTIONS";
  const ResponsePointer file = files_.find(request);
  if (!file) {
    return files_.not_found();
  }
  if (request.method == verb::options) {
    return no_content(allowed);
  }
  return is_read(request.method) ? file : method_not_allowed(allowed);
}

}  // namespace skillboard
