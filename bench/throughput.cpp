#include "throughput.hpp"

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <stdexcept>

namespace skillboard::bench {
namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

std::array<char, 65536> buffer;

}  // namespace

Readers::Readers(const ServerProcess& server, std::uint32_t count)
    : server_(server), request_(read_request(Client::terse, server.port())), received_(count) {
  for (std::uint32_t i = 0; i < count; ++i) {
    connections_.push_back(connect_to(server.port()));
    const int socket = connections_.back().number();
    send_whole(socket, request_);
    answer_size_ = static_cast<std::uint32_t>(receive_answer(socket).size());
    watch_.add(socket, i);
  }
}

bool Readers::take_answer(std::uint32_t index) {
  const ssize_t size =
      recv(connections_[index].number(), buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (size < 0 && errno == EAGAIN) {
    return false;
  }
  if (size <= 0) {
    throw std::runtime_error("the server closed a reader's connection");
  }
  received_[index] += static_cast<std::uint32_t>(size);
  if (received_[index] > answer_size_) {
    throw std::runtime_error("a reader received more than its answer");
  }
  const bool complete = received_[index] == answer_size_;
  received_[index] = complete ? 0 : received_[index];
  return complete;
}

Throughput Readers::run(std::chrono::milliseconds duration) {
  const auto cpu = server_.cpu_time();
  const auto start = Clock::now();
  for (const Descriptor& connection : connections_) {
    send_whole(connection.number(), request_);
  }
  std::size_t awaited = connections_.size();
  long answers = 0;
  while (awaited > 0) {
    const bool over = Clock::now() - start > duration;
    for (const epoll_event& event : watch_.ready()) {
      if (take_answer(event.data.u32)) {
        ++answers;
        --awaited;
        if (!over) {
          send_whole(connections_[event.data.u32].number(), request_);
          ++awaited;
        }
      }
    }
  }
  const Seconds elapsed = Clock::now() - start;
  const Seconds used = server_.cpu_time() - cpu;
  return {static_cast<double>(answers) / elapsed.count(),
          static_cast<double>(answers) / used.count()};
}

}  // namespace skillboard::bench
