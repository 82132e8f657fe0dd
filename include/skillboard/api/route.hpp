#pragma once

#include <boost/beast/http/verb.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <ostream>  // <boost/beast/http/verb.hpp> writes to one
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "skillboard/api/visitor.hpp"
#include "skillboard/http/handler.hpp"
#include "skillboard/http/request.hpp"

namespace skillboard {

// A request at the place of the interface that it is for. Good until the answer to it is there, or
// the coroutine has been made that waits for it.
struct Call {
  const Request& request;
  const Visitor& visitor;
  // The decoded parts of the path that the pattern leaves open, in order.
  const std::vector<std::string>& parts;
};

using Answering = std::function<Outcome(const Call& call)>;

// One row of the table of routes: a path and what can be done there.
class Route {
 public:
  using Methods = std::vector<std::pair<boost::beast::http::verb, Answering>>;

  // What stands in braces, as "{title}", names a part that is left open.
  Route(std::vector<std::string_view> pattern, Methods methods);

  // Whether the path is this one; then `parts` is what it has where the pattern is open.
  bool matches(const std::vector<std::string>& segments, std::vector<std::string>& parts) const;

  // Whether its paths begin with this segment.
  bool begins_with(std::string_view segment) const { return pattern_.front() == segment; }

  // What can be done here: its place among the methods; nothing when this cannot be done.
  std::optional<std::size_t> find(boost::beast::http::verb method) const;

  // By such a place.
  const Answering& at(std::size_t place) const { return methods_[place].second; }

  // Of each method, in order: "PUT /talks/{title}".
  std::vector<std::string> names() const;

  // What the `Allow` field says. HEAD goes with GET.
  const std::string& allowed() const { return allowed_; }

 private:
  std::vector<std::string_view> pattern_;
  Methods methods_;
  std::string allowed_;
};

// Whether it only reads.
inline bool is_read(boost::beast::http::verb method) {
  return method == boost::beast::http::verb::get || method == boost::beast::http::verb::head;
}

}  // namespace skillboard
