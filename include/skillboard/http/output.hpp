#pragma once

#include <sys/uio.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "skillboard/http/response.hpp"

namespace skillboard {

// The answers that are to leave over one socket, in order. It refers to the responses, which are
// shared, so a slow reader holds no copy of what it has not taken yet. Answers to pipelined
// requests leave in one call of the system.
class Output {
 public:
  enum class Sent { all, part, failed };

  // How an answer is put on the wire.
  struct Form {
    HeadEndings::Connection connection = HeadEndings::Connection::persists;
    bool without_body = false;  // the answer to a HEAD
  };

  void add(ResponsePointer response, HeadEndings& endings, Form form);

  // A part of a stream, not empty, which others may be sent as well; in a chunk, unless the stream
  // ends with the connection.
  void add_text(std::shared_ptr<const std::string> text, bool chunked);

  // The end of a stream in chunks.
  void add_last_chunk();

  // The interim answer that tells a client to send its body (RFC 9110, section 15.2.1).
  void add_continue();

  bool empty() const { return first_ == parts_.size(); }

  // Sends what a non-blocking socket takes now. `part` when there is more to send once the socket
  // is writable; `failed` when the peer is gone. Adds the bytes that it took to `sent`.
  Sent send(int socket, std::uint64_t& sent);

 private:
  static constexpr std::size_t pieces_per_part = 3;  // head, ending, body; or ending, text, tail

  struct Part {
    ResponsePointer response;                 // null for what is no answer:
    std::shared_ptr<const std::string> text;  // of a stream, and
    std::string_view tail;                    // what comes after it
    // Of the head; before a text, the size of the chunk.
    std::array<char, 80> ending;
    std::uint8_t ending_size = 0;
    bool without_body = false;

    std::array<std::string_view, pieces_per_part> pieces() const;
  };

  // What has not left yet, as far as there is room for it; the number of pieces.
  std::size_t gather(std::span<iovec> pieces) const;
  void drop(std::size_t bytes);

  std::vector<Part> parts_;
  std::size_t first_ = 0;   // the first part that has not left as a whole
  std::size_t offset_ = 0;  // how much of that part has left
};

}  // namespace skillboard
