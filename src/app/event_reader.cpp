#include "skillboard/app/event_reader.hpp"

#include <utility>

namespace skillboard {

void EventReader::feed(std::string_view piece, const Take& take) {
  rest_ += piece;
  std::size_t begin = 0;
  for (std::size_t end = 0; (end = rest_.find('\n', begin)) != std::string::npos; begin = end + 1) {
    read_line(std::string_view(rest_).substr(begin, end - begin), take);
  }
  rest_.erase(0, begin);
}

void EventReader::read_line(std::string_view line, const Take& take) {
  if (line.empty()) {
    const ServerEvent event = std::exchange(event_, {});
    if (!event.data.empty()) {
      take(event);
    }
    return;
  }
  const std::size_t colon = line.find(':');
  const std::string_view name = line.substr(0, colon);
  std::string_view value = colon == std::string_view::npos ? "" : line.substr(colon + 1);
  if (value.starts_with(' ')) {
    value.remove_prefix(1);
  }
  if (name == "id") {
    event_.id = value;
  } else if (name == "event") {
    event_.name = value;
  } else if (name == "data") {
    event_.data.append(event_.data.empty() ? "" : "\n").append(value);
  }
}

}  // namespace skillboard
