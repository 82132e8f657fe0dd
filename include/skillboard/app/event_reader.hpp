#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace skillboard {

// One Server-Sent Event as the board sends them.
struct ServerEvent {
  std::string id;
  std::string name;
  std::string data;
};

// Takes events out of a stream that comes in pieces (WHATWG HTML, section 9.2.6), as far as a board
// makes use of them: lines end in LF alone. Comments are passed over, and so is what has no data.
class EventReader {
 public:
  using Take = std::function<void(const ServerEvent& event)>;

  // Calls `take` for each event that the piece completes.
  void feed(std::string_view piece, const Take& take);

 private:
  void read_line(std::string_view line, const Take& take);

  std::string rest_;
  ServerEvent event_;
};

}  // namespace skillboard
