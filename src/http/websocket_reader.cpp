#include "skillboard/http/websocket_reader.hpp"

#include <algorithm>

#include "skillboard/http/path.hpp"

namespace skillboard {

namespace {

constexpr std::size_t mask_size = 4;

constexpr CloseCode fine{};

WebSocketReader::Heard fault(CloseCode code) {
  return {WebSocketReader::Kind::fault, {}, code};
}

// Which codes may be said (RFC 6455, section 7.4, and what has been registered since).
bool may_be_said(unsigned code) {
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) ||
         (code >= 3000 && code <= 4999);
}

std::uint64_t read_number(std::span<const std::uint8_t> bytes) {
  std::uint64_t number = 0;
  for (const std::uint8_t byte : bytes) {
    number = (number << 8U) | byte;
  }
  return number;
}

}  // namespace

WebSocketReader::Heard WebSocketReader::next(std::span<char>& bytes) {
  if (message_told_) {
    message_told_ = false;
    message_.clear();
  }
  for (;;) {
    if (!read_header(bytes)) {
      const CloseCode wrong = check_start();
      return wrong == fine ? Heard{} : fault(wrong);
    }
    for (const CloseCode wrong : {check_start(), check_length()}) {
      if (wrong != fine) {
        return fault(wrong);
      }
    }
    const std::span<char> payload = take_payload(bytes);
    const std::string_view piece(payload.data(), payload.size());
    const bool whole_at_once = payload.size() == payload_length();
    std::string& gathered = is_control() ? control_ : message_;
    const bool gathers = !whole_at_once || (!is_control() && (!is_final() || in_message_));
    if (gathers) {
      gathered += piece;
    }
    if (taken_ < payload_length()) {
      return {};
    }
    const Heard heard = end_frame(gathers ? std::string_view(gathered) : piece);
    header_size_ = 0;
    taken_ = 0;
    if (heard.kind != Kind::nothing) {
      return heard;
    }
  }
}

bool WebSocketReader::read_header(std::span<char>& bytes) {
  while (header_size_ < header_length() && !bytes.empty()) {
    header_[header_size_++] = static_cast<std::uint8_t>(bytes.front());
    bytes = bytes.subspan(1);
  }
  if (header_size_ == header_length() && taken_ == 0 && is_control()) {
    control_.clear();
  }
  return header_size_ == header_length();
}

CloseCode WebSocketReader::check_start() const {
  if (header_size_ == 0) {
    return fine;
  }
  const bool known = opcode() <= websocket::binary ||
                     (opcode() >= websocket::close && opcode() <= websocket::pong);
  const bool in_turn = is_control() || in_message_ == (opcode() == websocket::continuation);
  const bool in_pieces = is_control() && !is_final();
  if ((header_[0] & websocket::reserved_bits) != 0 || !known || !in_turn || in_pieces) {
    return CloseCode::protocol_error;
  }
  if (opcode() == websocket::binary) {
    return CloseCode::unsupported_data;
  }
  if (header_size_ == 1) {
    return fine;
  }
  const bool too_long =
      is_control() && (header_[1] & websocket::length_bits) > websocket::longest_short;
  return (header_[1] & websocket::mask_bit) == 0 || too_long ? CloseCode::protocol_error : fine;
}

CloseCode WebSocketReader::check_length() const {
  const std::uint8_t form = header_[1] & websocket::length_bits;
  const std::uint64_t length = payload_length();
  // Section 5.2: in as few bytes as it fits into, and without the first bit of eight.
  const std::uint64_t least = form <= websocket::longest_short      ? 0
                              : form == websocket::two_bytes_follow ? 126
                                                                    : 0x10000;
  if (length < least || (length >> 63U) != 0) {
    return CloseCode::protocol_error;
  }
  const std::size_t before = is_control() || taken_ > 0 ? 0 : message_.size();
  return !is_control() && length > most_ - std::min(before, most_) ? CloseCode::too_big : fine;
}

std::span<char> WebSocketReader::take_payload(std::span<char>& bytes) {
  const auto left = static_cast<std::size_t>(payload_length()) - taken_;
  const std::span<char> payload = bytes.first(std::min(left, bytes.size()));
  const std::uint8_t* const mask = header_.data() + header_length() - mask_size;
  for (char& byte : payload) {
    byte = static_cast<char>(static_cast<std::uint8_t>(byte) ^ mask[taken_++ % mask_size]);
  }
  bytes = bytes.subspan(payload.size());
  return payload;
}

WebSocketReader::Heard WebSocketReader::end_frame(std::string_view payload) {
  switch (opcode()) {
    case websocket::ping:
      return {Kind::ping, payload, {}};
    case websocket::pong:
      return {Kind::pong, payload, {}};
    case websocket::close:
      return end_close(payload);
    default:
      in_message_ = !is_final();
      return is_final() ? end_message(payload) : Heard{};
  }
}

WebSocketReader::Heard WebSocketReader::end_message(std::string_view text) {
  message_told_ = true;
  return is_valid_utf8(text) ? Heard{Kind::text, text, {}} : fault(CloseCode::invalid_text);
}

WebSocketReader::Heard WebSocketReader::end_close(std::string_view payload) {
  if (payload.empty()) {
    return {Kind::close, {}, CloseCode::normal};
  }
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(payload[i]); };
  const unsigned code = payload.size() < 2 ? 0U : byte(0) * 256U + byte(1);
  if (!may_be_said(code)) {
    return fault(CloseCode::protocol_error);
  }
  if (!is_valid_utf8(payload.substr(2))) {
    return fault(CloseCode::invalid_text);
  }
  return {Kind::close, {}, static_cast<CloseCode>(code)};
}

std::size_t WebSocketReader::header_length() const {
  if (header_size_ < 2) {
    return 2;
  }
  const std::uint8_t form = header_[1] & websocket::length_bits;
  const std::size_t extended = form <= websocket::longest_short      ? 0
                               : form == websocket::two_bytes_follow ? 2
                                                                     : 8;
  return 2 + extended + mask_size;
}

std::uint64_t WebSocketReader::payload_length() const {
  const std::uint8_t form = header_[1] & websocket::length_bits;
  if (form <= websocket::longest_short) {
    return form;
  }
  return read_number(std::span(header_).subspan(2, form == websocket::two_bytes_follow ? 2 : 8));
}

}  // namespace skillboard
