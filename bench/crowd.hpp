#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "control.hpp"
#include "messages.hpp"
#include "probes.hpp"
#include "socket.hpp"

namespace skillboard::bench {

// Many clients that poll, or listen. Who polls reads the list once and then parks; when woken it
// parks again at once, with the new tag.
class Crowd {
 public:
  Crowd(Client client, std::uint16_t port, std::uint32_t size);

  // Connects all and lets each read the list, or begin to listen, a portion after the other so that
  // none waits in the listener's backlog for long.
  void connect();

  void park();

  // From the request for the change being sent until answers arrived.
  struct Wake {
    std::chrono::nanoseconds first{};
    std::chrono::nanoseconds last{};
  };

  // Changes the board, takes all answers and parks all again. Spins: a server must not be charged
  // for waking its load generator. Throws when a waiter gets no answer, or another than 200.
  Wake wake(Control& control, Probes* probes);

  // Throws when somebody was answered who should be waiting.
  void expect_silence();

 private:
  bool take_answer(std::uint32_t index);
  void learn(std::string_view answer);
  // How many bytes this answer of a round has, of which these came first.
  void learn_round(std::string_view bytes);
  void connect_portion(std::uint32_t begin, std::uint32_t end);

  Client client_;
  std::uint16_t port_;
  std::uint32_t size_;
  Watch watch_;
  std::vector<Descriptor> connections_;
  std::vector<std::uint32_t> received_;  // of the answer that is arriving

  // Of the answers of this round, which are all alike; nothing before the first.
  std::uint32_t answer_size_ = 0;
  std::string poll_request_;
};

}  // namespace skillboard::bench
