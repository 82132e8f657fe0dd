#include "skillboard/api/route.hpp"

#include <algorithm>

namespace skillboard {

using boost::beast::http::verb;

namespace {

bool is_open(std::string_view part) {
  return part.starts_with('{');
}

}  // namespace

Route::Route(std::vector<std::string_view> pattern, Methods methods)
    : pattern_(std::move(pattern)), methods_(std::move(methods)) {
  for (const auto& [method, answer] : methods_) {
    allowed_.append(boost::beast::http::to_string(method)).append(", ");
    if (method == verb::get) {
      allowed_.append("HEAD, ");
    }
  }
  allowed_.append("OPTIONS");
}

bool Route::matches(const std::vector<std::string>& segments,
                    std::vector<std::string>& parts) const {
  const bool fits = std::ranges::equal(pattern_, segments, [](auto literal, const auto& segment) {
    return is_open(literal) ? !segment.empty() : literal == segment;
  });
  if (fits) {
    parts.clear();
    for (std::size_t i = 0; i < segments.size(); ++i) {
      if (is_open(pattern_[i])) {
        parts.push_back(segments[i]);
      }
    }
  }
  return fits;
}

std::optional<std::size_t> Route::find(verb method) const {
  const verb asked = method == verb::head ? verb::get : method;
  const auto found =
      std::ranges::find(methods_, asked, [](const auto& each) { return each.first; });
  return found == methods_.end() ? std::nullopt
                                 : std::optional<std::size_t>(found - methods_.begin());
}

std::vector<std::string> Route::names() const {
  std::string path;
  for (const std::string_view part : pattern_) {
    path.append("/").append(part);
  }
  std::vector<std::string> names;
  for (const auto& [method, answer] : methods_) {
    names.push_back(std::string(boost::beast::http::to_string(method)).append(" ").append(path));
  }
  return names;
}

}  // namespace skillboard
