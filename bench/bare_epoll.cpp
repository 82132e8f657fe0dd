// The floor that the server is measured against: parks sockets and sends one canned answer.
//
//   bare_epoll READ_ANSWER POLL_ANSWER [OPENING PART]
//
// All name a file with the bytes of an answer, head included: the first answers a GET at once, the
// second a parked one (`Prefer: wait`) as soon as there is a PUT or a POST. Who asks for events or
// a WebSocket is sent the third, and the fourth each time. One epoll, one read and one write a
// cycle, one byte of state a connection, and no HTTP: whatever a read brings is taken for one whole
// request. So it is no server, only what the kernel costs.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace {

constexpr int most_descriptors = 65536;
constexpr int most_events = 512;
constexpr std::string_view written = "HTTP/1.1 204 No Content\r\n\r\n";

enum class Waits : unsigned char { not_at_all, once, for_ever };

// By descriptor. In .bss: only the pages that are in use count.
std::array<Waits, most_descriptors> waiting;
int highest_descriptor = 0;

std::string bytes_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool contains(std::string_view text, std::string_view part) {
  return memmem(text.data(), text.size(), part.data(), part.size()) != nullptr;
}

// The answers are far smaller than a socket's buffer, which is empty: nothing is left over.
void answer(int socket, std::string_view bytes) {
  if (send(socket, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL) < 0) {
    std::perror("bare_epoll: send");
  }
}

int listen_on_loopback() {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (bind(listener, generic, size) != 0 || listen(listener, 4096) != 0 ||
      getsockname(listener, generic, &size) != 0) {
    std::perror("bare_epoll: listen");
    return -1;
  }
  std::printf("listening on http://127.0.0.1:%d\n", ntohs(address.sin_port));
  std::fflush(stdout);
  return listener;
}

void watch(int epoll, int socket) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = socket;
  epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event);
}

void accept_all(int epoll, int listener) {
  for (;;) {
    const int socket = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK);
    if (socket < 0) {
      return;
    }
    if (socket >= most_descriptors) {
      close(socket);
      continue;
    }
    const int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    highest_descriptor = socket > highest_descriptor ? socket : highest_descriptor;
    watch(epoll, socket);
  }
}

struct Answers {
  std::string read;
  std::string poll;
  std::string opening;
  std::string part;
};

void wake_all(const Answers& answers) {
  for (int socket = 0; socket <= highest_descriptor; ++socket) {
    const auto index = static_cast<std::size_t>(socket);
    if (waiting[index] == Waits::once) {
      waiting[index] = Waits::not_at_all;
      answer(socket, answers.poll);
    } else if (waiting[index] == Waits::for_ever) {
      answer(socket, answers.part);
    }
  }
}

void serve(int socket, const Answers& answers) {
  static std::array<char, 16384> buffer;
  const ssize_t size = recv(socket, buffer.data(), buffer.size(), 0);
  if (size <= 0) {
    waiting[static_cast<std::size_t>(socket)] = Waits::not_at_all;
    close(socket);
    return;
  }
  const std::string_view request(buffer.data(), static_cast<std::size_t>(size));
  if (!request.starts_with("GET ")) {
    wake_all(answers);
    answer(socket, written);
  } else if (contains(request, "Prefer: wait")) {
    waiting[static_cast<std::size_t>(socket)] = Waits::once;
  } else if (contains(request, "text/event-stream") || contains(request, "Upgrade: websocket")) {
    waiting[static_cast<std::size_t>(socket)] = Waits::for_ever;
    answer(socket, answers.opening);
  } else {
    answer(socket, answers.read);
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3 && count != 5) {
    std::fprintf(stderr, "usage: %s READ_ANSWER POLL_ANSWER [OPENING PART]\n", arguments[0]);
    return 2;
  }
  const Answers answers{bytes_of(arguments[1]), bytes_of(arguments[2]),
                        count == 5 ? bytes_of(arguments[3]) : "",
                        count == 5 ? bytes_of(arguments[4]) : ""};
  const int listener = listen_on_loopback();
  if (listener < 0) {
    return 1;
  }
  const int epoll = epoll_create1(0);
  watch(epoll, listener);
  std::array<epoll_event, most_events> events;
  for (;;) {
    const int ready = epoll_wait(epoll, events.data(), most_events, -1);
    for (int i = 0; i < ready; ++i) {
      const int socket = events[static_cast<std::size_t>(i)].data.fd;
      if (socket == listener) {
        accept_all(epoll, listener);
      } else {
        serve(socket, answers);
      }
    }
  }
}
