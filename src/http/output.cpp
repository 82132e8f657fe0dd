#include "skillboard/http/output.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <charconv>
#include <utility>

namespace skillboard {

namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::string_view last_chunk = "0\r\n\r\n";
constexpr std::string_view interim = "HTTP/1.1 100 Continue\r\n\r\n";

// Parts that one system call takes; with three pieces each they are well below IOV_MAX.
constexpr std::size_t parts_per_send = 32;

}  // namespace

std::array<std::string_view, Output::pieces_per_part> Output::Part::pieces() const {
  const std::string_view ended(ending.data(), ending_size);
  if (!response) {
    return {ended, text ? std::string_view(*text) : std::string_view(), tail};
  }
  return {response->head(), ended, without_body ? std::string_view() : response->body()};
}

void Output::add(ResponsePointer response, HeadEndings& endings, Form form) {
  const std::string_view ending = endings.ending(form.connection);
  Part& part = parts_.emplace_back();
  assert(ending.size() <= part.ending.size());
  part.response = std::move(response);
  std::copy(ending.begin(), ending.end(), part.ending.begin());
  part.ending_size = static_cast<std::uint8_t>(ending.size());
  part.without_body = form.without_body;
}

void Output::add_text(std::shared_ptr<const std::string> text, bool chunked) {
  Part& part = parts_.emplace_back();
  if (chunked) {
    char* const begin = part.ending.data();
    char* end = std::to_chars(begin, begin + 16, text->size(), 16).ptr;
    end = std::ranges::copy(line_end, end).out;
    part.ending_size = static_cast<std::uint8_t>(end - begin);
    part.tail = line_end;
  }
  part.text = std::move(text);
}

void Output::add_last_chunk() {
  parts_.emplace_back().tail = last_chunk;
}

void Output::add_continue() {
  parts_.emplace_back().tail = interim;
}

std::size_t Output::gather(std::span<iovec> pieces) const {
  std::size_t count = 0;
  std::size_t skip = offset_;
  const std::size_t end = std::min(parts_.size(), first_ + pieces.size() / pieces_per_part);
  for (std::size_t i = first_; i < end; ++i) {
    for (std::string_view piece : parts_[i].pieces()) {
      const std::size_t skipped = std::min(skip, piece.size());
      skip -= skipped;
      piece.remove_prefix(skipped);
      if (!piece.empty()) {
        pieces[count++] = {const_cast<char*>(piece.data()), piece.size()};  // only read from
      }
    }
  }
  return count;
}

Output::Sent Output::send(int socket, std::uint64_t& sent) {
  while (!empty()) {
    std::array<iovec, parts_per_send * pieces_per_part> pieces;
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = gather(pieces);
    const ssize_t taken = ::sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (taken >= 0) {
      sent += static_cast<std::uint64_t>(taken);
      drop(static_cast<std::size_t>(taken));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      return Sent::part;
    } else if (errno != EINTR) {
      return Sent::failed;
    }
  }
  return Sent::all;
}

void Output::drop(std::size_t bytes) {
  offset_ += bytes;
  while (!empty()) {
    std::size_t size = 0;
    for (const std::string_view piece : parts_[first_].pieces()) {
      size += piece.size();
    }
    if (offset_ < size) {
      return;
    }
    offset_ -= size;
    Part& gone = parts_[first_++];
    gone.response.reset();
    gone.text.reset();
  }
  parts_.clear();
  first_ = 0;
}

}  // namespace skillboard
