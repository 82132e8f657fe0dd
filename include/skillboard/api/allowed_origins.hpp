#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "skillboard/http/handler.hpp"
#include "skillboard/http/request.hpp"

namespace skillboard {

// The pages of other sites that may read the board, and nothing more: by CORS (WHATWG Fetch,
// section 3.2), without what their visitors are known by here.
class AllowedOrigins {
 public:
  // Scheme, host and port of each, as a browser writes them: "https://chat.example".
  explicit AllowedOrigins(const std::vector<std::string>& origins) : origins_(origins) {}

  // Whether a page of one of them asks.
  bool include(const Request& request) const;

  // The answer to whom a browser asks whether such a page may ask (a preflight).
  static ResponsePointer answer_preflight(const Request& request);

  // The same request without cookies.
  static Request without_cookies(const Request& request);

  // The same outcome with the fields that let the page read it. `handler` answers what is parked,
  // and outlives that.
  static Outcome share(Outcome outcome, const Request& request, Handler& handler);

 private:
  const std::vector<std::string>& origins_;
};

}  // namespace skillboard
