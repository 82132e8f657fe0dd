#include "skillboard/http/websocket_frames.hpp"

#include <cstddef>

namespace skillboard {

namespace {

void append_number(std::string& frame, std::uint64_t number, unsigned bytes) {
  for (unsigned shift = 8 * bytes; shift > 0;) {
    shift -= 8;
    frame += static_cast<char>((number >> shift) & 0xFF);
  }
}

std::string make_frame(std::uint8_t opcode, std::string_view payload) {
  using namespace websocket;
  std::string frame;
  frame.reserve(payload.size() + 10);
  append_number(frame, final_bit | opcode, 1);
  if (payload.size() <= longest_short) {
    append_number(frame, payload.size(), 1);
  } else if (payload.size() <= 0xFFFF) {
    append_number(frame, two_bytes_follow, 1);
    append_number(frame, payload.size(), 2);
  } else {
    append_number(frame, eight_bytes_follow, 1);
    append_number(frame, payload.size(), 8);
  }
  return frame.append(payload);
}

}  // namespace

std::string text_frame(std::string_view text) {
  return make_frame(websocket::text, text);
}

std::string ping_frame() {
  return make_frame(websocket::ping, {});
}

std::string pong_frame(std::string_view payload) {
  return make_frame(websocket::pong, payload);
}

std::string close_frame(CloseCode code) {
  std::string payload;
  append_number(payload, static_cast<std::uint16_t>(code), 2);
  return make_frame(websocket::close, payload);
}

}  // namespace skillboard
