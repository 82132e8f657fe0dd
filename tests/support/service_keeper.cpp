#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string>

// Does for tests what systemd does for a service with two sockets, for its board and for its
// operators: it listens, starts a command with the sockets as descriptors 3 and 4, and listens on
// while the command is restarted.
//
//   skillboard-service-keeper COMMAND [ARGUMENT…]
//
// SIGHUP restarts the command (by SIGTERM), SIGTERM ends it and the keeper; the command that ends
// by itself ends the keeper with its exit code. Standard output has a line for whatever happens:
// "port N" and "admin_port N" once, "started PID", "told LINE" for what the command notifies,
// "ended CODE".

namespace {

constexpr int first_passed_descriptor = 3;
constexpr int first_own_descriptor = 16;  // beyond those that are passed
constexpr const char* watchdog_microseconds = "200000";

int check(int result, const char* what) {
  if (result < 0) {
    std::perror(what);
    std::exit(2);
  }
  return result;
}

template <typename... Values>
void say(const char* format, Values... values) {
  std::printf(format, values...);
  std::fflush(stdout);
}

int listen_on_loopback(const char* name) {
  const int socket = check(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  check(::bind(socket, reinterpret_cast<const sockaddr*>(&address), size), "bind");
  check(::listen(socket, 4096), "listen");
  check(::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size), "getsockname");
  say("%s %d\n", name, ntohs(address.sin_port));
  return check(::fcntl(socket, F_DUPFD_CLOEXEC, first_own_descriptor), "fcntl");
}

// In the abstract name space, where a name that begins with "@" stands for one with a zero byte.
int open_notify_socket(const std::string& name) {
  const int socket = check(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0), "socket");
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  name.copy(address.sun_path, sizeof address.sun_path - 1);
  address.sun_path[0] = '\0';
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
  check(::bind(socket, reinterpret_cast<const sockaddr*>(&address), size), "bind");
  return socket;
}

int block_signals(sigset_t& before) {
  sigset_t signals;
  ::sigemptyset(&signals);
  for (const int signal : {SIGHUP, SIGTERM, SIGCHLD}) {
    ::sigaddset(&signals, signal);
  }
  check(::sigprocmask(SIG_BLOCK, &signals, &before), "sigprocmask");
  return check(::signalfd(-1, &signals, SFD_CLOEXEC), "signalfd");
}

class Keeper {
 public:
  explicit Keeper(char** command)
      : command_(command),
        notify_name_("@skillboard-keeper-" + std::to_string(::getpid())),
        board_socket_(listen_on_loopback("port")),
        admin_socket_(listen_on_loopback("admin_port")),
        notified_(open_notify_socket(notify_name_)),
        signalled_(block_signals(before_)) {}

  int run() {
    start();
    for (;;) {
      std::array<pollfd, 2> waits{{{notified_, POLLIN, 0}, {signalled_, POLLIN, 0}}};
      ::poll(waits.data(), waits.size(), -1);
      if ((waits[0].revents & POLLIN) != 0) {
        hear();
      }
      if ((waits[1].revents & POLLIN) != 0 && !on_signal()) {
        return exit_code_;
      }
    }
  }

 private:
  void start() {
    restarting_ = false;
    child_ = check(::fork(), "fork");
    if (child_ == 0) {
      ::sigprocmask(SIG_SETMASK, &before_, nullptr);
      ::dup2(board_socket_, first_passed_descriptor);
      ::dup2(admin_socket_, first_passed_descriptor + 1);
      ::setenv("LISTEN_PID", std::to_string(::getpid()).c_str(), 1);
      ::setenv("LISTEN_FDS", "2", 1);
      ::setenv("LISTEN_FDNAMES", "board:admin", 1);
      ::setenv("NOTIFY_SOCKET", notify_name_.c_str(), 1);
      ::setenv("WATCHDOG_USEC", watchdog_microseconds, 1);
      ::execv(command_[0], command_);
      ::_exit(127);
    }
    say("started %d\n", static_cast<int>(child_));
  }

  void hear() const {
    std::array<char, 512> told{};
    const ssize_t size = ::recv(notified_, told.data(), told.size() - 1, 0);
    if (size > 0) {
      say("told %s\n", told.data());
    }
  }

  // False when all is over.
  bool on_signal() {
    signalfd_siginfo signal{};
    if (::read(signalled_, &signal, sizeof signal) != static_cast<ssize_t>(sizeof signal)) {
      return true;
    }
    if (signal.ssi_signo != SIGCHLD) {
      restarting_ = signal.ssi_signo == SIGHUP;
      ::kill(child_, SIGTERM);
      return true;
    }
    int status = 0;
    if (::waitpid(child_, &status, WNOHANG) != child_) {
      return true;
    }
    exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    say("ended %d\n", exit_code_);
    if (!restarting_ || exit_code_ != 0) {
      return false;
    }
    start();
    return true;
  }

  char** command_;
  std::string notify_name_;
  sigset_t before_{};
  int board_socket_;
  int admin_socket_;
  int notified_;
  int signalled_;
  pid_t child_ = -1;
  bool restarting_ = false;
  int exit_code_ = 0;
};

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count < 2) {
    std::fputs("usage: skillboard-service-keeper COMMAND [ARGUMENT…]\n", stderr);
    return 2;
  }
  return Keeper(arguments + 1).run();
}
