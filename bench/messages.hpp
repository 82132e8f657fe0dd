#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace skillboard::bench {

// What a request carries beside what it asks: nothing, or the fields of a browser (some 600 bytes).
enum class Client { terse, browser };

std::string_view name(Client client);

std::string read_request(Client client, std::uint16_t port);

// For the list as soon as it differs from the tag.
std::string poll_request(Client client, std::uint16_t port, std::string_view tag);

// The title and the summary need no escaping.
std::string write_request(std::uint16_t port, std::string_view title, std::string_view summary);

struct Answer {
  int status = 0;
  std::size_t head_size = 0;
  std::size_t size = 0;  // head and body
  std::string tag;
};

// What the head says; nothing while it is not whole. The answers looked at all have a
// `Content-Length`, or no body.
std::optional<Answer> parse_answer(std::string_view bytes);

// The bytes of the next answer on the connection, which may block. Throws when it does not come.
std::string receive_answer(int socket);

// An answer like the server's with a body of that size, for when the server is not there.
std::string invented_answer(std::size_t body_size);

}  // namespace skillboard::bench
