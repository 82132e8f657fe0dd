#include "skillboard/http/chunked_body.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "skillboard/http/field_syntax.hpp"

namespace skillboard {

namespace {

// A line of a chunk's size is charged for what is longer than the largest size: an ordinary body
// of many small chunks has no overhead.
constexpr std::size_t free_of_charge = 16;

bool is_text(char character) {
  const auto byte = static_cast<unsigned char>(character);
  return (byte >= 0x20 && byte != 0x7F) || byte == '\t';
}

bool is_text(std::string_view text) {
  return std::ranges::all_of(text, [](char character) { return is_text(character); });
}

bool take_token(std::string_view& text) {
  const auto end = std::ranges::find_if_not(text, is_token_character);
  const auto length = static_cast<std::size_t>(end - text.begin());
  text.remove_prefix(length);
  return length > 0;
}

bool take_quoted(std::string_view& text) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      text.remove_prefix(at + 1);
      return true;
    }
  }
  return false;
}

void skip_blanks(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
}

// `*( BWS ";" BWS name [ BWS "=" BWS value ] )`, and nothing behind it, not even white space.
bool are_extensions(std::string_view text) {
  while (!text.empty()) {
    skip_blanks(text);
    if (!text.starts_with(';')) {
      return false;
    }
    text.remove_prefix(1);
    skip_blanks(text);
    if (!take_token(text)) {
      return false;
    }
    std::string_view rest = text;
    skip_blanks(rest);
    if (!rest.starts_with('=')) {
      continue;
    }
    text = rest.substr(1);
    skip_blanks(text);
    if (text.starts_with('"') ? !take_quoted(text) : !take_token(text)) {
      return false;
    }
  }
  return true;
}

// `field-name ":" OWS field-value OWS`; a folded line begins with a blank and so has no name.
bool is_field_line(std::string_view line) {
  return take_token(line) && line.starts_with(':');
}

}  // namespace

void ChunkedBody::reset() {
  state_ = State::size_line;
  left_ = 0;
  line_.clear();
  overhead_ = 0;
}

ChunkedBody::Taken ChunkedBody::feed(std::string_view bytes, const MessageLimits& limits,
                                     std::string& content) {
  std::size_t taken = 0;
  while (taken < bytes.size() && !complete()) {
    const Taken step = take(bytes.substr(taken), limits, content);
    if (!step) {
      return step;
    }
    taken += *step;
  }
  return taken;
}

ChunkedBody::Taken ChunkedBody::take(std::string_view bytes, const MessageLimits& limits,
                                     std::string& content) {
  switch (state_) {
    case State::size_line:
    case State::trailer_line:
      return take_line(bytes, limits, content);
    case State::data: {
      const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
      content.append(bytes.substr(0, size));
      left_ -= size;
      state_ = left_ == 0 ? State::data_cr : State::data;
      return size;
    }
    case State::data_cr:
    case State::data_lf:
      return take_line_end(bytes.front());
    case State::complete:
      break;
  }
  return 0;
}

ChunkedBody::Taken ChunkedBody::take_line(std::string_view bytes, const MessageLimits& limits,
                                          const std::string& content) {
  const std::size_t line_feed = bytes.find('\n');
  const std::size_t size = std::min(line_feed, bytes.size());
  const std::size_t allowance = limits.head_bytes - overhead_ + free_of_charge;
  if (line_.size() + size > allowance) {
    return MessageFault::body_too_large;
  }
  if (!append_to_line(bytes.substr(0, size))) {
    return MessageFault::bad_framing;
  }
  if (line_feed == std::string_view::npos) {
    return size;
  }

  if (!line_.ends_with('\r')) {
    return MessageFault::bad_framing;
  }
  line_.pop_back();
  if (!end_line(line_)) {
    return MessageFault::bad_framing;
  }
  if (left_ > limits.body_bytes - content.size()) {
    return MessageFault::body_too_large;
  }
  overhead_ += line_.size() - std::min(line_.size(), free_of_charge);
  line_.clear();
  return size + 1;
}

bool ChunkedBody::append_to_line(std::string_view part) {
  const bool bare_return = line_.ends_with('\r') && !part.empty();
  line_.append(part);
  part.remove_suffix(part.ends_with('\r') ? 1 : 0);
  return !bare_return && is_text(part);
}

ChunkedBody::Taken ChunkedBody::take_line_end(char byte) {
  if (byte != (state_ == State::data_cr ? '\r' : '\n')) {
    return MessageFault::bad_framing;
  }
  state_ = state_ == State::data_cr ? State::data_lf : State::size_line;
  return 1;
}

bool ChunkedBody::end_line(std::string_view line) {
  if (state_ == State::size_line) {
    return end_size_line(line);
  }
  if (line.empty()) {
    state_ = State::complete;
    return true;
  }
  return is_field_line(line);
}

bool ChunkedBody::end_size_line(std::string_view line) {
  const char* const end = line.data() + line.size();
  const auto [stop, error] = std::from_chars(line.data(), end, left_, 16);
  line.remove_prefix(static_cast<std::size_t>(stop - line.data()));
  state_ = left_ == 0 ? State::trailer_line : State::data;
  return error == std::errc() && are_extensions(line);
}

}  // namespace skillboard
