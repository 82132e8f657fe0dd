#include "skillboard/api/site.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "skillboard/api/problems.hpp"
#include "skillboard/api/write_request.hpp"
#include "skillboard/board/talk_json.hpp"
#include "skillboard/http/conditions.hpp"
#include "skillboard/http/path.hpp"
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

bool is_read(verb method) {
  return method == verb::get || method == verb::head;
}

// The answer to a write that the board has accepted.
ResponsePointer accepted(const Accepted& accepted, const std::string& title) {
  ResponseDraft draft;
  draft.set("Board-Version", std::to_string(accepted.version));
  draft.set("Cache-Control", "no-store");
  const std::string location = "/talks/" + encode_segment(title);
  switch (accepted.effect) {
    case Effect::talk_proposed:
      draft.status = 201;
      draft.set("Location", location);
      break;
    case Effect::comment_written:
      draft.status = 201;
      draft.set("Location", location + "/comments/" + accepted.comment->id);
      draft.set_body("application/json", to_json(*accepted.comment));
      break;
    case Effect::nothing:
    case Effect::talk_edited:
    case Effect::talk_removed:
    case Effect::comment_edited:
    case Effect::comment_removed:
      draft.status = 204;
      break;
  }
  return make_response(std::move(draft));
}

// Hands a submission to the board on behalf of a coroutine that waits for the decision.
struct Submit {
  Board& board;

  template <typename Waiting>
  void operator()(Waiting&& waiting, Submission submission) const {
    const auto shared = std::make_shared<std::decay_t<Waiting>>(std::forward<Waiting>(waiting));
    board.submit(std::move(submission),
                 [shared](const Decision& decision) { std::move (*shared)(decision); });
  }
};

asio::awaitable<ResponsePointer> perform(Board& board, Submission submission, std::string title) {
  const Decision decision =
      co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(Decision)>(
          Submit{board}, asio::use_awaitable, std::move(submission));
  co_return decision ? accepted(*decision, title) : refused(decision.error());
}

}  // namespace

Site::Site(Board& board, const StaticFiles& files, const SiteOptions& options)
    : board_(board), files_(files), options_(options), list_(board, options.longest_wait) {}

const Site::Resource* Site::find_resource(const std::vector<std::string>& segments) {
  static const std::array<Resource, 4> resources{{
      {{"talks"},
       {{verb::get, &Site::get_list}, {verb::head, &Site::get_list}},
       "GET, HEAD, OPTIONS"},
      {{"talks", open_part},
       {{verb::get, &Site::get_talk},
        {verb::head, &Site::get_talk},
        {verb::put, &Site::put_talk},
        {verb::delete_, &Site::delete_talk}},
       "GET, HEAD, PUT, DELETE, OPTIONS"},
      {{"talks", open_part, "comments"}, {{verb::post, &Site::post_comment}}, "POST, OPTIONS"},
      {{"talks", open_part, "comments", open_part},
       {{verb::put, &Site::put_comment}, {verb::delete_, &Site::delete_comment}},
       "PUT, DELETE, OPTIONS"},
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
    return no_content("GET, HEAD, PUT, POST, DELETE, OPTIONS");
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
  return list_.answer_parked(ticket);
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
    return refused(Rejected{Refusal::no_such_talk, {}});
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
  return texts ? write(request, ProposeOrEditTalk{parts[0], texts->at(0), texts->at(1)})
               : refused(texts.error());
}

Outcome Site::delete_talk(const Request& request, const Parts& parts) {
  return write(request, RemoveTalk{parts[0]});
}

Outcome Site::post_comment(const Request& request, const Parts& parts) {
  const auto texts = read_texts(request, {"author", "message"});
  return texts ? write(request, WriteComment{parts[0], texts->at(0), texts->at(1)})
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

Outcome Site::write(const Request& request, Intention intention) {
  auto retry_key = read_retry_key(request);
  if (!retry_key) {
    return refused(retry_key.error());
  }
  const auto title_of = [](const auto& wish) { return wish.title; };
  std::string title = std::visit(title_of, intention);
  return perform(board_,
                 {std::move(intention), read_precondition(request, board_.publication()->epoch()),
                  *std::move(retry_key)},
                 std::move(title));
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
