#include "crowd.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <stdexcept>

namespace skillboard::bench {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t portion = 256;
constexpr std::string_view success = "HTTP/1.1 200 ";
// Shared by all connections, since only the answers' size and first bytes are looked at.
std::array<char, 65536> buffer;

}  // namespace

Crowd::Crowd(Client client, std::uint16_t port, std::uint32_t size)
    : client_(client), port_(port), size_(size), received_(size) {
  connections_.reserve(size);
}

void Crowd::connect() {
  for (std::uint32_t begin = 0; begin < size_; begin += portion) {
    connect_portion(begin, std::min(begin + portion, size_));
  }
}

void Crowd::connect_portion(std::uint32_t begin, std::uint32_t end) {
  const std::string request = listens(client_)
                                  ? listen_request(client_, port_, Control(port_).tag())
                                  : read_request(client_, port_);
  for (std::uint32_t i = begin; i < end; ++i) {
    connections_.push_back(connect_to(port_));
    send_whole(connections_.back().number(), request);
  }
  for (std::uint32_t i = begin; i < end; ++i) {
    const int socket = connections_[i].number();
    if (listens(client_)) {
      receive_opening(client_, socket);
    } else {
      learn(receive_answer(socket));
    }
    watch_.add(socket, i);
  }
}

void Crowd::park() {
  if (listens(client_)) {
    return;
  }
  for (const Descriptor& connection : connections_) {
    send_whole(connection.number(), poll_request_);
  }
}

void Crowd::learn(std::string_view bytes) {
  const std::optional<Answer> answer = parse_answer(bytes);
  if (!answer || answer->status != 200 || answer->tag.empty()) {
    throw std::runtime_error("a waiter was answered:\n" + std::string(bytes));
  }
  answer_size_ = static_cast<std::uint32_t>(answer->size);
  poll_request_ = poll_request(client_, port_, answer->tag);
}

void Crowd::learn_round(std::string_view bytes) {
  if (!listens(client_)) {
    return learn(bytes);
  }
  answer_size_ = static_cast<std::uint32_t>(part_size(client_, bytes).value());
}

// Whether that connection's answer is complete.
bool Crowd::take_answer(std::uint32_t index) {
  const ssize_t size =
      recv(connections_[index].number(), buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (size < 0 && errno == EAGAIN) {
    return false;
  }
  if (size <= 0) {
    throw std::runtime_error("the server closed a waiter's connection");
  }
  const std::string_view bytes(buffer.data(), static_cast<std::size_t>(size));
  std::uint32_t& received = received_[index];
  const bool is_wrong = !listens(client_) && received == 0 && !bytes.starts_with(success);
  if (answer_size_ == 0 || is_wrong) {
    learn_round(bytes);
  }
  received += static_cast<std::uint32_t>(size);
  if (received > answer_size_) {
    throw std::runtime_error("a waiter received more than its answer");
  }
  const bool complete = received == answer_size_;
  received = complete ? 0 : received;
  return complete;
}

Crowd::Wake Crowd::wake(Control& control, Probes* probes) {
  Wake wake;
  std::uint32_t answered = 0;
  answer_size_ = 0;
  const auto start = Clock::now();
  control.send_change();
  if (probes) {
    probes->start();
  }
  while (answered < size_) {
    const auto ready = watch_.ready();
    for (const epoll_event& event : ready) {
      if (take_answer(event.data.u32)) {
        if (answered++ == 0) {
          wake.first = Clock::now() - start;
        }
        if (!listens(client_)) {
          send_whole(connections_[event.data.u32].number(), poll_request_);
        }
      }
      if (probes) {
        probes->tick();
      }
    }
    if (ready.empty()) {
      if (probes) {
        probes->tick();
      }
      if (Clock::now() - start > 10s) {
        throw std::runtime_error("only " + std::to_string(answered) + " waiters were answered");
      }
    }
  }
  wake.last = Clock::now() - start;
  if (probes) {
    probes->finish();
  }
  control.receive_change();
  return wake;
}

void Crowd::expect_silence() {
  if (!watch_.ready().empty()) {
    throw std::runtime_error("a waiter was answered although nothing had changed");
  }
}

}  // namespace skillboard::bench
