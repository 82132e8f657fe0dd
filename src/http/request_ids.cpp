#include "skillboard/http/request_ids.hpp"

#include <array>
#include <cstdio>
#include <random>
#include <string_view>

namespace skillboard {

namespace {

constexpr std::size_t longest_request_id = 64;

bool is_id(std::string_view text) {
  constexpr std::string_view allowed =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-_";
  return !text.empty() && text.size() <= longest_request_id &&
         text.find_first_not_of(allowed) == std::string_view::npos;
}

}  // namespace

RequestIds::RequestIds() {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%08x", std::random_device()());
  process_ = text.data();
}

std::string RequestIds::name(const Request& request) {
  const std::string_view given = request.from_proxy ? request.find("X-Request-Id") : "";
  return is_id(given) ? std::string(given) : process_ + "-" + std::to_string(++count_);
}

}  // namespace skillboard
