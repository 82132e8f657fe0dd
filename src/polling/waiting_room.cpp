#include "skillboard/polling/waiting_room.hpp"

#include <boost/asio/post.hpp>
#include <boost/system/system_error.hpp>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

namespace skillboard {

namespace asio = boost::asio;

namespace {

// How many sockets are answered before the loop gets its turn. At some 7 µs for a send, 64 keep an
// unrelated request waiting for about half a millisecond.
constexpr std::size_t woken_at_once = 64;

// How many sockets are read from in a turn. More than are answered: else the polls that come back
// pile up for as long as thousands are being woken, and an unrelated request behind them.
constexpr std::size_t events_per_turn = 256;

// Edge-triggered: a parked socket whose peer has sent its next request already must not be
// reported over and over, and no call is needed when a socket goes from idle to parked and back.
constexpr std::uint32_t watched_events = EPOLLIN | EPOLLRDHUP | EPOLLET;

int make_epoll() {
  const int descriptor = ::epoll_create1(EPOLL_CLOEXEC);
  if (descriptor < 0) {
    throw boost::system::system_error(errno, boost::system::system_category(), "epoll_create1");
  }
  return descriptor;
}

// Whether there is something to read from the socket, which the room may not have heard of yet.
bool has_arrived(int socket) {
  int bytes = 0;
  return ::ioctl(socket, FIONREAD, &bytes) == 0 && bytes > 0;
}

}  // namespace

WaitingRoom::WaitingRoom(asio::io_context& loop)
    : loop_(loop), epoll_(loop, make_epoll()), timer_(loop), deadlines_(Clock::now()) {}

WaitingRoom::~WaitingRoom() {
  for (std::size_t descriptor = 0; descriptor < guests_.size(); ++descriptor) {
    if (guests_[descriptor].state != State::absent) {
      ::close(static_cast<int>(descriptor));
    }
  }
}

void WaitingRoom::open(Keeper& keeper) {
  keeper_ = &keeper;
  watch();
}

bool WaitingRoom::admit(int socket, Next next) {
  if (!watch_socket(EPOLL_CTL_ADD, socket)) {
    return false;
  }
  const auto row = static_cast<Row>(socket);
  if (row >= guests_.size()) {
    guests_.resize(row + std::size_t{1});
  }
  ++size_;
  rest(row, next);
  return true;
}

void WaitingRoom::wake(Reason reason) {
  ++round_;
  wake_reason_ = reason;
  if (!waking_) {
    waking_ = true;
    asio::post(loop_, [this] { wake_portion(); });
  }
}

void WaitingRoom::wake_one(int socket) {
  const auto row = static_cast<Row>(socket);
  if (row >= guests_.size() || !waits(guests_[row]) || guests_[row].called) {
    return;
  }
  guests_[row].called = true;
  called_.push_back(row);
  if (called_.size() == 1) {
    asio::post(loop_, [this] { call_portion(); });
  }
}

void WaitingRoom::close_idle() {
  for (std::size_t row = 0; row < guests_.size(); ++row) {
    if (guests_[row].state != State::idle) {
      continue;
    }
    const auto socket = static_cast<int>(row);
    if (has_arrived(socket)) {
      settle(static_cast<Row>(row), keeper_->readable(socket, guests_[row].note, false));
    } else {
      close(static_cast<Row>(row));
    }
  }
}

bool WaitingRoom::watch_socket(int operation, int socket) {
  epoll_event event{};
  event.events = watched_events;
  event.data.fd = socket;
  return ::epoll_ctl(epoll_.native_handle(), operation, socket, &event) == 0;
}

void WaitingRoom::watch() {
  // This arms the watch anew each time, so that what is ready already is reported again.
  epoll_.async_wait(asio::posix::descriptor_base::wait_read,
                    [this](const boost::system::error_code& error) {
                      if (!error) {
                        take_events();
                        watch();
                      }
                    });
}

void WaitingRoom::take_events() {
  std::array<epoll_event, events_per_turn> events{};
  const int count = ::epoll_wait(epoll_.native_handle(), events.data(), events_per_turn, 0);
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events[static_cast<std::size_t>(i)];
    on_event(event.data.fd, event.events);
  }
}

void WaitingRoom::on_event(int socket, std::uint32_t events) {
  const auto row = static_cast<Row>(socket);
  Guest& guest = guests_[row];
  const bool peer_closed = (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
  switch (guest.state) {
    case State::absent:
      break;  // dealt with earlier in the same batch
    case State::parked:
      if (peer_closed) {
        close(row);
      } else {
        guest.unread = true;
      }
      break;
    case State::listening:
      parked_.remove(row);
      [[fallthrough]];
    case State::idle:
      settle(row, keeper_->readable(socket, guest.note, peer_closed));
      break;
  }
}

void WaitingRoom::wake_portion() {
  for (std::size_t i = 0; i < woken_at_once; ++i) {
    const Row row = parked_.front(0);
    if (row == no_row || guests_[row].round == round_) {
      waking_ = false;
      return;
    }
    due(row, wake_reason_);
  }
  asio::post(loop_, [this] { wake_portion(); });
}

void WaitingRoom::call_portion() {
  for (std::size_t i = 0; i < woken_at_once && !called_.empty(); ++i) {
    const Row row = called_.front();
    called_.pop_front();
    // Another may have its descriptor by now, and has not been called.
    if (std::exchange(guests_[row].called, false) && waits(guests_[row])) {
      due(row, Reason::changed);
    }
  }
  if (!called_.empty()) {
    asio::post(loop_, [this] { call_portion(); });
  }
}

void WaitingRoom::expire_portion() {
  const Clock::time_point now = Clock::now();
  for (std::size_t i = 0; i < woken_at_once; ++i) {
    const auto row = deadlines_.take_expired(now);
    if (!row) {
      set_timer();
      return;
    }
    if (waits(guests_[*row])) {
      due(*row, Reason::timed_out);
    } else {
      close(*row);
    }
  }
  asio::post(loop_, [this] { expire_portion(); });
}

void WaitingRoom::set_timer() {
  const auto next = deadlines_.next();
  timer_set_to_ = next.value_or(Clock::time_point::max());
  if (next) {
    timer_.expires_at(*next);
    timer_.async_wait([this](const boost::system::error_code& error) {
      if (!error) {
        expire_portion();
      }
    });
  }
}

void WaitingRoom::due(Row row, Reason reason) {
  parked_.remove(row);
  settle(row, keeper_->due(static_cast<int>(row), guests_[row].note, reason));
}

void WaitingRoom::settle(Row row, Next next) {
  while (next.kind == Next::Kind::idle && guests_[row].unread) {
    guests_[row].unread = false;
    next = keeper_->readable(static_cast<int>(row), next.note, false);
  }
  rest(row, next);
}

void WaitingRoom::rest(Row row, Next next) {
  Guest& guest = guests_[row];
  guest.note = next.note;
  switch (next.kind) {
    case Next::Kind::taken:
      ::epoll_ctl(epoll_.native_handle(), EPOLL_CTL_DEL, static_cast<int>(row), nullptr);
      forget(row);
      return;
    case Next::Kind::closed:
      close(row);
      return;
    case Next::Kind::parked:
    case Next::Kind::listening:
      guest.state = next.kind == Next::Kind::parked ? State::parked : State::listening;
      guest.round = round_;
      parked_.append(0, row);
      break;
    case Next::Kind::idle:
      guest.state = State::idle;
      break;
  }
  if (next.unread) {
    // What is there already is no new edge; this makes it one.
    watch_socket(EPOLL_CTL_MOD, static_cast<int>(row));
  }
  const Clock::time_point now = Clock::now();
  const Clock::time_point deadline = now + next.most;
  deadlines_.set(row, deadline, now);
  if (deadline < timer_set_to_) {
    set_timer();
  }
}

void WaitingRoom::forget(Row row) {
  parked_.remove(row);
  deadlines_.clear(row);
  guests_[row] = {};
  --size_;
}

void WaitingRoom::close(Row row) {
  keeper_->closing(static_cast<int>(row), guests_[row].note);
  forget(row);
  ::close(static_cast<int>(row));  // which takes it out of the epoll set as well
}

}  // namespace skillboard
