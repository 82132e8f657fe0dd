#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "skillboard/http/websocket_frames.hpp"

namespace skillboard {

// Takes apart what a client sends over a WebSocket (RFC 6455, section 5), without any I/O: frames,
// masked and perhaps in pieces, become messages. It fails as soon as bytes cannot be part of one
// that is taken.
class WebSocketReader {
 public:
  enum class Kind : std::uint8_t {
    nothing,  // more bytes are needed
    text,     // a whole message, in UTF-8
    ping,
    pong,
    close,  // the client ends the connection; `code` is the one to say back
    fault,  // it has to be ended, with `code`; nothing is read after that
  };

  struct Heard {
    Kind kind = Kind::nothing;
    // Of a message, ping or pong; good until the next call, and as long as the bytes stand.
    std::string_view payload{};
    CloseCode code{};
  };

  // `most` is what a message may have in bytes, its frames together.
  explicit WebSocketReader(std::size_t most) : most_(most) {}

  // The next thing that the bytes complete. Takes it off their front and unmasks it in place.
  Heard next(std::span<char>& bytes);

  // Whether nothing has begun that is not complete.
  bool at_rest() const { return header_size_ == 0 && !in_message_; }

 private:
  bool read_header(std::span<char>& bytes);
  // Looks at a header as far as it is there.
  CloseCode check_start() const;
  CloseCode check_length() const;
  std::span<char> take_payload(std::span<char>& bytes);
  Heard end_frame(std::string_view payload);
  Heard end_message(std::string_view text);
  static Heard end_close(std::string_view payload);

  bool is_final() const { return (header_[0] & websocket::final_bit) != 0; }

  unsigned opcode() const { return header_[0] & websocket::opcode_bits; }

  bool is_control() const { return (header_[0] & websocket::control_bit) != 0; }

  std::size_t header_length() const;
  std::uint64_t payload_length() const;

  std::size_t most_;
  std::array<std::uint8_t, 14> header_{};
  std::uint8_t header_size_ = 0;
  bool in_message_ = false;  // its last frame is still to come
  bool message_told_ = false;
  std::size_t taken_ = 0;  // of the payload of this frame
  std::string message_;    // as far as it came in pieces
  std::string control_;
};

}  // namespace skillboard
