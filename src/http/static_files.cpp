#include "skillboard/http/static_files.hpp"

#include <optional>
#include <string>
#include <utility>

#include "skillboard/http/conditions.hpp"
#include "skillboard/http/content_digest.hpp"
#include "skillboard/http/media_types.hpp"
#include "skillboard/http/path.hpp"
#include "skillboard/http/problem.hpp"

namespace skillboard {

namespace {

// A strong entity tag: a digest and the size. It tells the versions of one file apart, of which
// there are few and none made to collide, so that no cryptographic hash is needed. Each coding has
// its own, since each has its own bytes (RFC 9110, section 8.8.3.3).
std::string entity_tag(std::string_view bytes) {
  return '"' + content_digest(bytes) + '.' + std::to_string(bytes.size()) + '"';
}

bool has_hash(std::string_view name) {
  const std::size_t last_dot = name.rfind('.');
  const std::size_t dot = last_dot == std::string_view::npos || last_dot == 0
                              ? std::string_view::npos
                              : name.rfind('.', last_dot - 1);
  if (dot == std::string_view::npos) {
    return false;
  }
  const std::string_view hash = name.substr(dot + 1, last_dot - dot - 1);
  return hash.size() >= 8 &&
         hash.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

// A page is nobody else's: the cookie of a browser may come with it.
std::string caching_of(std::string_view name) {
  if (has_hash(name)) {
    return "public, max-age=31536000, immutable";
  }
  return name.ends_with(".html") ? "private, no-cache" : "no-cache";
}

// The links to the root lead to what is below the path, which begins and ends with a slash.
std::string lead_below(std::string page, std::string_view base_path) {
  constexpr std::string_view link = "href=\"/";
  for (auto at = page.find(link); at != std::string::npos; at = page.find(link, at)) {
    at += link.size();
    page.insert(at, base_path.substr(1));
  }
  return page;
}

ResponsePointer make_not_found(std::optional<std::string> page) {
  ResponseDraft draft;
  draft.status = 404;
  draft.set("Cache-Control", "no-store");
  if (page) {
    draft.set_body("text/html; charset=utf-8", *std::move(page));
  } else {
    draft.set_body("text/plain; charset=utf-8", "There is no such page.\n");
  }
  return make_response(std::move(draft));
}

ResponsePointer make_precondition_failed() {
  return make_response(problem_response({.status = 412,
                                         .type = "precondition-failed",
                                         .title = "The file is not the one that was asked for",
                                         .detail = {},
                                         .field = {}}));
}

}  // namespace

boost::system::result<StaticFiles> StaticFiles::read(const std::filesystem::path& folder,
                                                     std::string_view base_path) {
  auto files = read_encoded(folder);
  if (!files) {
    return files.error();
  }
  StaticFiles read(*std::move(files), base_path);
  if (!read.by_path_.contains("/")) {
    return make_error_code(boost::system::errc::no_such_file_or_directory);
  }
  return read;
}

StaticFiles::StaticFiles(std::vector<EncodedFile> files, std::string_view base_path)
    : not_found_(make_not_found(std::nullopt)), precondition_failed_(make_precondition_failed()) {
  for (EncodedFile& file : files) {
    if (file.path == "404.html") {
      not_found_ = make_not_found(lead_below(file.codings.back().second, base_path));
    }
    const std::string path = "/" + file.path;
    by_path_[path] = prepare(std::move(file));
    if (path == "/index.html") {
      by_path_["/"] = by_path_[path];
    }
  }
}

StaticFiles::Variants StaticFiles::prepare(EncodedFile file) {
  const std::string_view path = file.path;
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const MediaType type = media_type_of(name);
  ResponseDraft common;
  common.set("Cache-Control", caching_of(name));
  common.set("Content-Type", std::string(type.content_type));
  if (type.compressible) {
    common.set("Vary", "Accept-Encoding");
  }
  Variants variants;
  for (auto& [coding, bytes] : file.codings) {
    variants.push_back(prepare(coding, std::move(bytes), common));
  }
  return variants;
}

StaticFiles::Variant StaticFiles::prepare(ContentCoding coding, std::string bytes,
                                          const ResponseDraft& common) {
  Variant variant{.coding = coding, .tag = entity_tag(bytes), .whole = {}, .not_modified = {}};
  ResponseDraft whole = common;
  whole.set("ETag", variant.tag);
  ResponseDraft not_modified = whole;
  not_modified.status = 304;
  if (coding != ContentCoding::identity) {
    whole.set("Content-Encoding", std::string(token(coding)));
  }
  whole.body = std::make_shared<const std::string>(std::move(bytes));
  variant.whole = make_response(std::move(whole));
  variant.not_modified = make_response(std::move(not_modified));
  return variant;
}

const StaticFiles::Variant& StaticFiles::choose(const Variants& variants, const Request& request) {
  const Variant* best = &variants.back();
  unsigned best_quality = 0;
  for (const Variant& variant : variants) {
    const unsigned wanted = quality(request, variant.coding);
    if (wanted > best_quality) {
      best = &variant;
      best_quality = wanted;
    }
  }
  return *best;
}

const StaticFiles::Variants* StaticFiles::look_up(std::string_view path) const {
  std::string decoded;
  if (path.find('%') != std::string_view::npos) {
    const auto segments = decode_path(path);
    if (!segments) {
      return nullptr;
    }
    for (const std::string& segment : *segments) {
      // A slash that was escaped is part of a name, and no name has one.
      if (segment.find('/') != std::string::npos) {
        return nullptr;
      }
      decoded.append("/").append(segment);
    }
    path = decoded;
  }
  // No file was stored under a path with an empty segment, "." or "..".
  const auto found = by_path_.find(path);
  return found == by_path_.end() ? nullptr : &found->second;
}

ResponsePointer StaticFiles::find(const Request& request) const {
  const Variants* variants = look_up(request.path);
  if (!variants) {
    return nullptr;
  }
  const Variant& chosen = choose(*variants, request);
  const auto match = TagList::find(request, "If-Match");
  if (match && !match->any() && !match->names_strongly(chosen.tag)) {
    return precondition_failed_;
  }
  const auto none_match = TagList::find(request, "If-None-Match");
  const bool known = none_match && (none_match->any() || none_match->names_weakly(chosen.tag));
  return known ? chosen.not_modified : chosen.whole;
}

}  // namespace skillboard
