#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace skillboard {

// The parameters in the query of a target, as forms and URLSearchParams write them (WHATWG URL,
// application/x-www-form-urlencoded): "by=Ana+Maria&limit=20".
class Query {
 public:
  // Nothing when an escape is malformed, or a name or value is not UTF-8 or has control characters.
  static std::optional<Query> parse(std::string_view query);

  // The value of the first parameter of this name, or null; good for as long as the query.
  const std::string* find(std::string_view name) const;

 private:
  std::vector<std::pair<std::string, std::string>> parameters_;
};

// A number in decimal digits and nothing else; nothing when it is not one or does not fit.
std::optional<std::uint64_t> read_number(std::string_view digits);

}  // namespace skillboard
