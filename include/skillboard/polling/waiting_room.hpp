#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "skillboard/polling/deadline_wheel.hpp"
#include "skillboard/polling/row_lists.hpp"

namespace skillboard {

// Where sockets rest: those parked until there is something new to tell them, those that listen for
// it and may say something themselves, and those idle between two requests. A resting socket is a
// row of about forty bytes: no parser, no buffer, no timer, no coroutine. All rows are in one epoll
// set of the room's own, which the loop watches as a single descriptor, so they cost Asio nothing
// either.
//
// The room knows sockets, deadlines and order; what is said over a socket is its keeper's.
class WaitingRoom {
 public:
  // What the keeper remembers of a resting socket.
  using Note = std::uint64_t;

  enum class Reason { changed, timed_out, stopping };

  // What becomes of a socket after the keeper has dealt with it.
  struct Next {
    enum class Kind : std::uint8_t {
      idle,       // rests until it is readable or `most` has passed, and is closed then
      parked,     // rests until `wake` or until `most` has passed, and is due then
      listening,  // the same, and is read from as well
      taken,      // the keeper has it now; the room forgets it
      closed,     // the room closes it
    };

    Kind kind = Kind::closed;
    std::chrono::milliseconds most{};
    Note note = 0;
    // There may be more to read than the keeper has read. The room looks again, and everybody else
    // has a turn before.
    bool unread = false;
  };

  class Keeper {
   public:
    // An idle or listening socket has something to read. The keeper reads until there is nothing
    // left, says that it did not, or takes the socket. `peer_closed`: the peer will send nothing
    // more after that. One that listens may have been about to become due: a keeper that lets it
    // listen on has told it what it would have told it then.
    virtual Next readable(int socket, Note note, bool peer_closed) = 0;

    // A parked or listening socket is to be answered.
    virtual Next due(int socket, Note note, Reason reason) = 0;

    // The room closes this socket: its peer hung up while parked, its time was up, or the keeper
    // said so.
    virtual void closing(int socket, Note note) = 0;

   protected:
    ~Keeper() = default;
  };

  // Both outlive the room's use. Throws boost::system::system_error when the system has no
  // descriptor left for it.
  explicit WaitingRoom(boost::asio::io_context& loop);
  ~WaitingRoom();
  WaitingRoom(const WaitingRoom&) = delete;
  WaitingRoom& operator=(const WaitingRoom&) = delete;

  // Begins to work for this keeper.
  void open(Keeper& keeper);

  // Lets a non-blocking socket rest, as `next` says (idle or parked); the room owns it from now on.
  // Fails, and leaves the socket to the caller, when the system cannot watch one more.
  bool admit(int socket, Next next);

  // Makes everybody due who is parked now, in the order of parking; who parks from now on is not.
  // Returns at once: the keeper is called from the loop, a portion at a time, between which the
  // loop does whatever else is ready.
  void wake(Reason reason);

  // The same for one of them; nothing happens when it is not parked by then.
  void wake_one(int socket);

  // Closes all idle sockets but those over which something has arrived that the keeper has not been
  // told of: it is told, and they rest or close as it says.
  void close_idle();

  std::size_t size() const { return size_; }

  std::size_t parked() const { return parked_.size(); }

 private:
  using Clock = DeadlineWheel::Clock;

  enum class State : std::uint8_t { absent, idle, parked, listening };

  struct Guest {
    Note note = 0;
    std::uint32_t round = 0;  // how often `wake` had been called when it parked
    State state = State::absent;
    bool unread = false;  // something arrived while it was parked
    bool called = false;  // it stands in `called_`
  };

  static bool waits(const Guest& guest) {
    return guest.state == State::parked || guest.state == State::listening;
  }

  bool watch_socket(int operation, int socket);
  void watch();
  void take_events();
  void on_event(int socket, std::uint32_t events);
  void wake_portion();
  void call_portion();
  void expire_portion();
  void set_timer();
  void due(Row row, Reason reason);
  // Carries out what the keeper said, as often as there is something left to read.
  void settle(Row row, Next next);
  void rest(Row row, Next next);
  void forget(Row row);
  void close(Row row);

  boost::asio::io_context& loop_;
  boost::asio::posix::stream_descriptor epoll_;
  boost::asio::steady_timer timer_;
  Clock::time_point timer_set_to_ = Clock::time_point::max();
  Keeper* keeper_ = nullptr;
  std::vector<Guest> guests_;  // by descriptor
  std::size_t size_ = 0;
  RowLists parked_{1};  // in the order of parking, hence by round
  DeadlineWheel deadlines_;
  std::uint32_t round_ = 0;
  Reason wake_reason_ = Reason::changed;
  bool waking_ = false;
  std::deque<Row> called_;  // by `wake_one`, and not yet due
};

}  // namespace skillboard
