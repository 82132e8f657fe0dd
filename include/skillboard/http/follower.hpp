#pragma once

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "skillboard/http/response.hpp"
#include "skillboard/polling/waiting_room.hpp"

namespace skillboard {

using WakeReason = WaitingRoom::Reason;

// What a handler remembers of a parked request. It fits into a row of the waiting room, which keeps
// the bits of `ticket_mask` only.
using Ticket = std::uint64_t;
inline constexpr unsigned ticket_bits = 50;
inline constexpr Ticket ticket_mask = (Ticket{1} << ticket_bits) - 1;

// Bytes as they go over the wire, shared by all who are sent the same.
using SharedText = std::shared_ptr<const std::string>;

inline SharedText share_text(std::string text) {
  return std::make_shared<const std::string>(std::move(text));
}

// What is said next to whoever listens to a stream.
struct StreamPart {
  // Null when there is nothing to say.
  SharedText text;
  // What the handler remembers of the listener from now on, and when it is asked again at the
  // latest.
  Ticket ticket = 0;
  std::chrono::milliseconds wait{};
  // The stream ends with this part.
  bool last = false;
  // What comes after the text.
  std::vector<SharedText> more{};

  static StreamPart end() { return {nullptr, 0, {}, true}; }
};

// What a message over a WebSocket leads to.
struct Reply {
  SharedText text{};
  // What is said when it is through; no other message is taken up before.
  std::optional<boost::asio::awaitable<SharedText>> later{};
  // The connection ends with it.
  bool last = false;
};

// Makes one follower due alone.
class Waker {
 public:
  virtual void wake(int socket) = 0;

 protected:
  ~Waker() = default;
};

// Somebody who waits or listens, and of whom the handler remembers more than fits into a ticket. It
// lives for as long as they do, and is asked what is its kind's.
class Follower {
 public:
  Follower() = default;
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;
  virtual ~Follower() = default;

  // The answer to a poll; null when there is none yet. Then it waits on for what `wait_left` says.
  virtual ResponsePointer answer(WakeReason reason);
  virtual std::chrono::milliseconds wait_left() const;

  // What is said next over a stream, as `Handler::continue_stream` says it. The tickets mean
  // nothing.
  virtual StreamPart go_on(WakeReason reason);

  // A message has come over a WebSocket, in UTF-8. The coroutine in the reply has copied what it
  // needs of it.
  virtual Reply hear(std::string_view message);

  // Something has come, if only a sign of life.
  virtual void heard() {}

  // Whom it asks to be woken, and as what. The waker outlives it.
  void attach(Waker& waker, int socket) {
    waker_ = &waker;
    socket_ = socket;
  }

 protected:
  // Has itself asked soon whether there is something to say.
  void wake() {
    if (waker_ != nullptr) {
      waker_->wake(socket_);
    }
  }

 private:
  Waker* waker_ = nullptr;
  int socket_ = -1;
};

}  // namespace skillboard
