#include "skillboard/http/output.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <utility>

namespace skillboard {

namespace {

constexpr std::string_view interim = "HTTP/1.1 100 Continue\r\n\r\n";

// Parts that one system call takes; with three pieces each they are well below IOV_MAX.
constexpr std::size_t parts_per_send = 32;

}  // namespace

std::array<std::string_view, Output::pieces_per_part> Output::Part::pieces() const {
  if (!response) {
    return {interim, {}, {}};
  }
  return {response->head(), std::string_view(ending.data(), ending_size),
          without_body ? std::string_view() : response->body()};
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

void Output::add_continue() {
  parts_.emplace_back();
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

Output::Sent Output::send(int socket) {
  while (!empty()) {
    std::array<iovec, parts_per_send * pieces_per_part> pieces;
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = gather(pieces);
    const ssize_t sent = ::sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0) {
      drop(static_cast<std::size_t>(sent));
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
    parts_[first_++].response.reset();
  }
  parts_.clear();
  first_ = 0;
}

}  // namespace skillboard
