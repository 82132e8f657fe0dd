#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace skillboard::bench {

// How a client waits: by polls that carry nothing beside what they ask, or the fields of a browser
// (some 600 bytes); or it listens, to Server-Sent Events or over a WebSocket.
enum class Client { terse, browser, events, websocket };

inline bool listens(Client client) {
  return client == Client::events || client == Client::websocket;
}

std::string_view name(Client client);

std::string read_request(Client client, std::uint16_t port);

// For the list as soon as it differs from the tag.
std::string poll_request(Client client, std::uint16_t port, std::string_view tag);

// The title and the summary need no escaping.
std::string write_request(std::uint16_t port, std::string_view title, std::string_view summary);

// Of who listens: to what comes after the tag.
std::string listen_request(Client client, std::uint16_t port, std::string_view tag);

// How many bytes the first thing takes that is said to who listens: a chunk, or a frame. Nothing
// while its beginning is not there.
std::optional<std::size_t> part_size(Client client, std::string_view bytes);

// The head of the answer to who listens, and the first thing said. Throws when it does not come.
std::string receive_opening(Client client, int socket);

// One thing that is said. Throws when it does not come.
std::string receive_part(Client client, int socket);

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

// Answers like the server's, for when it is not there: one with a body of that size, and what it
// says to who listens.
std::string invented_answer(std::size_t body_size);
std::string invented_opening(Client client);
std::string invented_part(Client client);

}  // namespace skillboard::bench
