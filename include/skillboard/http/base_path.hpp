#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "skillboard/http/handler.hpp"

namespace skillboard {

// The path of a URL below which all is ours, with a slash at both ends; "/" where it has none.
// Nothing where more follows than a path, or one that would be written in more than one way, such
// as with escapes or empty segments: addresses and cookies have it as it is here.
std::optional<std::string> read_base_path(std::string_view url);

// Asks another handler, which outlives it and knows nothing of this, for what is below a path: the
// path is taken off what it is asked, and put before each `Location` that it answers. Whatever is
// not below is refused (404). A proxy that would take the path off may decode it on the way; so it
// is done here. Where the path is "/" the other handler is asked as it is.
class BasePath final : public Handler {
 public:
  // `path` is what `read_base_path` gives.
  BasePath(Handler& handler, std::string path);

  Outcome handle(const Request& request) override;
  ResponsePointer answer_parked(Ticket ticket, WakeReason reason) override;
  StreamPart continue_stream(Ticket ticket, WakeReason reason) override;

 private:
  Outcome ask_below(const Request& request);

  Handler& handler_;
  std::string path_;
};

}  // namespace skillboard
