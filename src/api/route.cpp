#include "skillboard/api/route.hpp"

#include <algorithm>

namespace skillboard {

using boost::beast::http::verb;

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
    return literal.empty() ? !segment.empty() : literal == segment;
  });
  if (fits) {
    parts.clear();
    for (std::size_t i = 0; i < segments.size(); ++i) {
      if (pattern_[i].empty()) {
        parts.push_back(segments[i]);
      }
    }
  }
  return fits;
}

const Answering* Route::find(verb method) const {
  const verb asked = method == verb::head ? verb::get : method;
  const auto found =
      std::ranges::find(methods_, asked, [](const auto& each) { return each.first; });
  return found == methods_.end() ? nullptr : &found->second;
}

}  // namespace skillboard
