#pragma once

#include <boost/system/result.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "skillboard/http/content_coding.hpp"
#include "skillboard/http/encoded_file.hpp"
#include "skillboard/http/request.hpp"
#include "skillboard/http/response.hpp"

namespace skillboard {

// The files of a page, kept in memory, each with its answers prepared: identity, gzip and brotli
// (where that is smaller), and "not modified". So no path of a request ever reaches the file
// system, and none leads out of the folder.
class StaticFiles {
 public:
  // What 404.html links to from the root on is below `base_path` (`read_base_path`): a page that is
  // answered at any depth cannot say it otherwise.
  explicit StaticFiles(std::vector<EncodedFile> files, std::string_view base_path = "/");

  // Reads all files below the folder but those whose path has a part that begins with a dot.
  // Symbolic links are followed only to files within it. Fails when the folder cannot be read, or
  // has no index.html.
  static boost::system::result<StaticFiles> read(const std::filesystem::path& folder,
                                                 std::string_view base_path = "/");

  // Answers a GET or HEAD of a path; "/" is index.html. Null when there is no such file.
  // Conditional by `If-None-Match` and `If-Match`. A file with a hash in its name
  // (name.0123abcd.css: eight or more hexadecimal digits between dots) may be kept for a year;
  // others are asked for again.
  ResponsePointer find(const Request& request) const;

  // The page for a path that is none: the folder's 404.html, or a line of text.
  ResponsePointer not_found() const { return not_found_; }

 private:
  struct Variant {
    ContentCoding coding;
    std::string tag;
    ResponsePointer whole;
    ResponsePointer not_modified;
  };

  using Variants = std::vector<Variant>;  // the best coding first, identity last

  static Variants prepare(EncodedFile file);
  static Variant prepare(ContentCoding coding, std::string bytes, const ResponseDraft& common);
  static const Variant& choose(const Variants& variants, const Request& request);

  const Variants* look_up(std::string_view path) const;

  std::map<std::string, Variants, std::less<>> by_path_;
  ResponsePointer not_found_;
  ResponsePointer precondition_failed_;
};

}  // namespace skillboard
