#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "messages.hpp"
#include "socket.hpp"

namespace skillboard::bench {

// The connection that changes the board.
class Control {
 public:
  explicit Control(std::uint16_t port);

  // Proposes talks until the list has that many bytes.
  void fill(std::size_t list_bytes);

  // Asks for a change that leaves the list's size as it is. The answer is waited for apart, so that
  // those who are woken can be served meanwhile.
  void send_change();
  void receive_change();

  // Of the board as it is.
  std::string tag() { return parse_answer(read(Client::terse)).value().tag; }

  // The list, read by such a client: head and body.
  std::string read(Client client);

  // The answer to such a client's poll, after a change.
  std::string poll(Client client);

  // What is said to such a client at first, and after a change.
  struct Listening {
    std::string opening;
    std::string part;
  };

  Listening listen(Client client);

 private:
  void write(std::string_view title, std::string_view summary);

  std::uint16_t port_;
  Descriptor connection_;
  std::size_t summary_size_ = 100;
  unsigned changes_ = 0;
};

}  // namespace skillboard::bench
