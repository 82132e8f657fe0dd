#include "skillboard/http/query.hpp"

#include <algorithm>
#include <charconv>

#include "skillboard/http/field_syntax.hpp"
#include "skillboard/http/path.hpp"

namespace skillboard {

namespace {

std::optional<std::string> decode_form(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  return decode_text(spaced);
}

}  // namespace

std::optional<Query> Query::parse(std::string_view query) {
  Query parsed;
  while (!query.empty()) {
    std::string_view value = take_part(query, '&');
    const std::string_view name = take_part(value, '=');
    auto decoded_name = decode_form(name);
    auto decoded_value = decode_form(value);
    if (!decoded_name || !decoded_value) {
      return std::nullopt;
    }
    parsed.parameters_.emplace_back(*std::move(decoded_name), *std::move(decoded_value));
  }
  return parsed;
}

const std::string* Query::find(std::string_view name) const {
  const auto found =
      std::ranges::find_if(parameters_, [&](const auto& each) { return each.first == name; });
  return found == parameters_.end() ? nullptr : &found->second;
}

std::optional<std::uint64_t> read_number(std::string_view digits) {
  std::uint64_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stopped, error] = std::from_chars(digits.data(), end, number);
  if (error != std::errc() || stopped != end) {
    return std::nullopt;
  }
  return number;
}

}  // namespace skillboard
