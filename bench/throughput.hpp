#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "messages.hpp"
#include "server_process.hpp"
#include "socket.hpp"

namespace skillboard::bench {

struct Throughput {
  double per_second = 0;
  double per_cpu_second = 0;  // of the server
};

// Clients that read the list over and over, each as soon as it has the answer.
class Readers {
 public:
  Readers(const ServerProcess& server, std::uint32_t count);

  // Spins for so long.
  Throughput run(std::chrono::milliseconds duration);

 private:
  bool take_answer(std::uint32_t index);

  const ServerProcess& server_;
  std::string request_;
  std::uint32_t answer_size_ = 0;
  Watch watch_;
  std::vector<Descriptor> connections_;
  std::vector<std::uint32_t> received_;
};

}  // namespace skillboard::bench
