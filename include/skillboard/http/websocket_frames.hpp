#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace skillboard {

// Frames as a server sends them (RFC 6455, section 5.2): whole and unmasked.

// Why a WebSocket is closed (section 7.4.1, and the IANA registry it founds).
enum class CloseCode : std::uint16_t {
  normal = 1000,
  going_away = 1001,
  protocol_error = 1002,
  unsupported_data = 1003,
  invalid_text = 1007,
  policy_violation = 1008,
  too_big = 1009,
  internal_error = 1011,
  service_restart = 1012,
  try_again_later = 1013,
};

// What a frame begins with (section 5.2).
namespace websocket {

inline constexpr std::uint8_t final_bit = 0x80;
inline constexpr std::uint8_t reserved_bits = 0x70;
inline constexpr std::uint8_t opcode_bits = 0x0F;
inline constexpr std::uint8_t control_bit = 0x08;

inline constexpr std::uint8_t continuation = 0x0;
inline constexpr std::uint8_t text = 0x1;
inline constexpr std::uint8_t binary = 0x2;
inline constexpr std::uint8_t close = 0x8;
inline constexpr std::uint8_t ping = 0x9;
inline constexpr std::uint8_t pong = 0xA;

inline constexpr std::uint8_t mask_bit = 0x80;
inline constexpr std::uint8_t length_bits = 0x7F;
// Lengths above stand in the bytes that follow.
inline constexpr std::uint8_t longest_short = 125;
inline constexpr std::uint8_t two_bytes_follow = 126;
inline constexpr std::uint8_t eight_bytes_follow = 127;

}  // namespace websocket

// A whole message. The text is UTF-8.
std::string text_frame(std::string_view text);

// At most 125 bytes each (section 5.5).
std::string ping_frame();
std::string pong_frame(std::string_view payload);
std::string close_frame(CloseCode code);

}  // namespace skillboard
