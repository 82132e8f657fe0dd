#include "control.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <thread>

namespace skillboard::bench {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view changing_title = "Talk-0";

// Differs from the one before in its first characters only.
std::string summary_of(std::size_t size, unsigned number) {
  std::string summary = std::to_string(1'000'000 + number);
  summary.resize(std::max(size, summary.size()), '.');
  return summary;
}

}  // namespace

Control::Control(std::uint16_t port) : port_(port), connection_(connect_to(port)) {}

void Control::write(std::string_view title, std::string_view summary) {
  send_whole(connection_.number(), write_request(port_, title, summary));
  receive_change();
}

void Control::fill(std::size_t list_bytes) {
  for (int i = 0; i < 5; ++i) {
    write("Talk-" + std::to_string(i), summary_of(summary_size_, 0));
  }
  const std::string list = read(Client::terse);
  const std::size_t size = list.size() - parse_answer(list).value().head_size;
  if (size < list_bytes) {
    summary_size_ += list_bytes - size;
  }
  send_change();
  receive_change();
}

void Control::send_change() {
  const std::string summary = summary_of(summary_size_, ++changes_);
  send_whole(connection_.number(), write_request(port_, changing_title, summary));
}

void Control::receive_change() {
  const std::string answer = receive_answer(connection_.number());
  const int status = parse_answer(answer).value().status;
  if (status != 201 && status != 204) {
    throw std::runtime_error("a change was refused:\n" + answer);
  }
}

std::string Control::read(Client client) {
  send_whole(connection_.number(), read_request(client, port_));
  return receive_answer(connection_.number());
}

Control::Listening Control::listen(Client client) {
  const Descriptor listener = connect_to(port_);
  send_whole(listener.number(), listen_request(client, port_, tag()));
  Listening heard;
  heard.opening = receive_opening(client, listener.number());
  send_change();
  receive_change();
  heard.part = receive_part(client, listener.number());
  return heard;
}

std::string Control::poll(Client client) {
  // Enough for a request on the loopback to be read. Were it not, the poll would be answered at
  // once, and with the same bytes but for one field.
  constexpr auto time_to_park = 50ms;
  const Descriptor waiter = connect_to(port_);
  send_whole(waiter.number(), read_request(client, port_));
  const std::string tag = parse_answer(receive_answer(waiter.number())).value().tag;
  send_whole(waiter.number(), poll_request(client, port_, tag));
  std::this_thread::sleep_for(time_to_park);
  send_change();
  receive_change();
  return receive_answer(waiter.number());
}

}  // namespace skillboard::bench
