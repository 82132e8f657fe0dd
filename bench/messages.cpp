#include "messages.hpp"

#include <sys/socket.h>

#include <array>
#include <charconv>
#include <stdexcept>

#include "socket.hpp"

namespace skillboard::bench {
namespace {

constexpr std::string_view browser_fields =
    "Connection: keep-alive\r\n"
    "sec-ch-ua: \"Chromium\";v=\"130\", \"Not?A_Brand\";v=\"99\", \"Google Chrome\";v=\"130\"\r\n"
    "sec-ch-ua-mobile: ?0\r\n"
    "sec-ch-ua-platform: \"Linux\"\r\n"
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Safari/537.36\r\n"
    "Accept: application/json, text/plain, */*\r\n"
    "Sec-Fetch-Site: same-origin\r\n"
    "Sec-Fetch-Mode: cors\r\n"
    "Sec-Fetch-Dest: empty\r\n"
    "Accept-Encoding: gzip, deflate, br, zstd\r\n"
    "Accept-Language: en-GB,en-US;q=0.9,en;q=0.8\r\n";

std::string first_lines(std::string_view method, std::string_view path, std::uint16_t port) {
  std::string lines;
  lines.append(method).append(" ").append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1:");
  return lines.append(std::to_string(port)).append("\r\n");
}

std::string read_fields(Client client, std::uint16_t port) {
  std::string fields = first_lines("GET", "/talks", port);
  if (client == Client::browser) {
    fields.append(browser_fields);
    fields.append("Referer: http://127.0.0.1:").append(std::to_string(port)).append("/\r\n");
  }
  return fields;
}

// Field names as our server and the bare program's canned answers write them.
std::string_view field(std::string_view head, std::string_view name) {
  const std::size_t found = head.find(name);
  if (found == std::string_view::npos) {
    return {};
  }
  const std::size_t begin = found + name.size();
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

template <typename Number>
Number number_in(std::string_view text) {
  Number number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

std::string_view name(Client client) {
  switch (client) {
    case Client::terse:
      return "terse";
    case Client::browser:
      return "browser";
    case Client::events:
      return "events";
    case Client::websocket:
      return "WebSocket";
  }
  return {};
}

std::string listen_request(Client client, std::uint16_t port, std::string_view tag) {
  // A tag stands in a query without its quotes.
  const std::string_view bare = tag.size() > 2 ? tag.substr(1, tag.size() - 2) : tag;
  const std::string target = std::string("/changes?since=").append(bare);
  return first_lines("GET", target, port)
      .append(client == Client::events
                  ? "Accept: text/event-stream\r\n\r\n"
                  : "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
}

std::optional<std::size_t> part_size(Client client, std::string_view bytes) {
  if (client == Client::events) {
    const std::size_t end = bytes.find("\r\n");
    if (end == std::string_view::npos) {
      return std::nullopt;
    }
    std::size_t size = 0;
    std::from_chars(bytes.data(), bytes.data() + end, size, 16);
    return end + 2 + size + 2;
  }
  // Of the three forms of a length, the server says nothing here that takes the longest.
  if (bytes.size() < 4) {
    return std::nullopt;
  }
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  return byte(1) < 126 ? 2U + byte(1) : 4U + byte(2) * 256U + byte(3);
}

std::string read_request(Client client, std::uint16_t port) {
  return read_fields(client, port) + "\r\n";
}

std::string poll_request(Client client, std::uint16_t port, std::string_view tag) {
  return read_fields(client, port)
      .append("If-None-Match: ")
      .append(tag)
      .append("\r\nPrefer: wait=45\r\n\r\n");
}

std::string write_request(std::uint16_t port, std::string_view title, std::string_view summary) {
  std::string body = R"({"presenter":"Hedwig","summary":")";
  body.append(summary).append("\"}");
  return first_lines("PUT", std::string("/talks/").append(title), port)
      .append("Content-Type: application/json\r\nContent-Length: ")
      .append(std::to_string(body.size()))
      .append("\r\n\r\n")
      .append(body);
}

std::optional<Answer> parse_answer(std::string_view bytes) {
  const std::size_t end = bytes.find("\r\n\r\n");
  if (end == std::string_view::npos || !bytes.starts_with("HTTP/1.1 ")) {
    return std::nullopt;
  }
  const std::string_view head = bytes.substr(0, end + 2);
  Answer answer;
  answer.status = number_in<int>(head.substr(9, 3));
  answer.head_size = end + 4;
  answer.size = answer.head_size + number_in<std::size_t>(field(head, "\r\nContent-Length: "));
  answer.tag = field(head, "\r\nETag: ");
  return answer;
}

std::string receive_answer(int socket) {
  std::string bytes;
  std::array<char, 65536> buffer;
  for (;;) {
    const ssize_t size = recv(socket, buffer.data(), buffer.size(), 0);
    if (size < 0) {
      fail("waiting for an answer");
    }
    if (size == 0) {
      throw std::runtime_error("the server closed a connection instead of answering");
    }
    bytes.append(buffer.data(), static_cast<std::size_t>(size));
    const std::optional<Answer> answer = parse_answer(bytes);
    if (answer && bytes.size() >= answer->size) {
      return bytes;
    }
  }
}

namespace {

// Reads until `size` says how many bytes are enough, and they are there. Throws when there are
// more.
template <typename Size>
std::string receive_until(int socket, Size size) {
  std::string bytes;
  std::array<char, 65536> buffer;
  for (;;) {
    const ssize_t received = recv(socket, buffer.data(), buffer.size(), 0);
    if (received <= 0) {
      fail("waiting for a part of a stream");
    }
    bytes.append(buffer.data(), static_cast<std::size_t>(received));
    const std::optional<std::size_t> enough = size(bytes);
    if (enough && bytes.size() > *enough) {
      throw std::runtime_error("more was said than expected:\n" + bytes);
    }
    if (enough && bytes.size() == *enough) {
      return bytes;
    }
  }
}

}  // namespace

std::string receive_opening(Client client, int socket) {
  return receive_until(socket, [client](std::string_view bytes) -> std::optional<std::size_t> {
    const std::size_t end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos) {
      return std::nullopt;
    }
    const auto first = part_size(client, bytes.substr(end + 4));
    return first ? std::optional(end + 4 + *first) : std::nullopt;
  });
}

std::string receive_part(Client client, int socket) {
  return receive_until(socket,
                       [client](std::string_view bytes) { return part_size(client, bytes); });
}

std::string invented_answer(std::size_t body_size) {
  std::string answer =
      "HTTP/1.1 200 OK\r\n"
      "Content-Type: application/json\r\n"
      "ETag: \"abcdefgh-10\"\r\n"
      "Cache-Control: no-store\r\n"
      "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n"
      "X-Filler: ";
  // The fields that every answer of the server has come to about so much.
  answer.append(600, 'x').append("\r\nContent-Length: ").append(std::to_string(body_size));
  return answer.append("\r\n\r\n").append(body_size, ' ');
}

std::string invented_opening(Client client) {
  std::string head = "HTTP/1.1 200 OK\r\nX-Filler: ";
  return head.append(600, 'x').append("\r\n\r\n").append(invented_part(client));
}

std::string invented_part(Client client) {
  const std::string text(400, 'x');
  return (client == Client::events ? "190\r\n" : "\x81\x7e\x01\x90") + text +
         (client == Client::events ? "\r\n" : "");
}

}  // namespace skillboard::bench
