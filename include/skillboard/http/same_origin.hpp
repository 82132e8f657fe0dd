#pragma once

#include <string_view>

#include "skillboard/http/request.hpp"

namespace skillboard {

// Whether a browser sent this request on behalf of a page of another site. `Sec-Fetch-Site`, which
// no page can forge, decides where it is sent; else `Origin` must be the host that the request is
// for, or `public_url` (scheme, host and port; empty for none). A request with neither does not
// come from a page.
bool from_another_site(const Request& request, std::string_view public_url);

}  // namespace skillboard
