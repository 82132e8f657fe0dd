#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "skillboard/http/careful_handler.hpp"
#include "skillboard/http/exchange.hpp"
#include "skillboard/http/follower.hpp"
#include "skillboard/http/forwarding.hpp"
#include "skillboard/http/handler.hpp"
#include "skillboard/http/limits.hpp"
#include "skillboard/http/output.hpp"
#include "skillboard/http/peers.hpp"
#include "skillboard/http/receive.hpp"
#include "skillboard/http/request_ids.hpp"
#include "skillboard/http/request_reader.hpp"
#include "skillboard/http/traffic.hpp"
#include "skillboard/http/websocket_reader.hpp"
#include "skillboard/polling/waiting_room.hpp"

namespace skillboard {

struct ServerOptions {
  MessageLimits message;
  Deadlines deadlines;
  std::size_t connections = 12'000;
  std::size_t waiters = 11'000;
  // Of one client (see ClientKey), so that nobody takes all of them. A trusted proxy may have any
  // number of connections, and its polls count for whom it asks for.
  std::size_t connections_per_address = 4'000;
  std::size_t waiters_per_address = 3'000;
  ForwardingOptions forwarding;
  // Whether requests are told one by one, so that something of each is remembered while it waits.
  bool trace_requests = false;
  // How long idle connections stay open while the server stops, so that a request which is on its
  // way already gets an answer.
  std::chrono::milliseconds stop_grace{1'500};
};

struct Unfinished;

// Speaks HTTP/1.1, and WebSocket where a handler wants it, over sockets that rest in a waiting
// room.
//
// Most exchanges are over at a stroke: a request arrives whole, its answer is there, and the socket
// takes it; or the request is parked. Then nothing exists of a connection but its row in the room.
// Only an exchange that has to wait (for the rest of a request, the disk, a slow reader) becomes a
// `Connection`, for as long as it lasts.
class Server final : private WaitingRoom::Keeper, private Waker {
 public:
  // All of them outlive the server, which outlives whatever is pending on the loop.
  Server(boost::asio::io_context& loop, WaitingRoom& room, Handler& handler,
         const ServerOptions& options);

  // From now on this one is told of all answers, as well as those before it. It outlives the
  // server.
  void observe(TrafficObserver& observer) { observers_.push_back(&observer); }

  // Takes over a non-blocking socket that was just accepted. Above the limit of connections, of all
  // or of this peer, it is told so (503, 429) and closed.
  void welcome(int socket, const ClientAddress& peer);

  // Answers everybody who is parked, ends each connection with its next answer and the idle ones
  // after the grace. `done` is called from the loop when none is left.
  void stop(std::function<void()> done);

  std::size_t connections() const { return room_.size() + active_; }

  // Who they are.
  const Peers& peers() const { return peers_; }

  const ServerStatistics& statistics() const { return statistics_; }

 private:
  friend class Connection;
  using Next = WaitingRoom::Next;

  Next readable(int socket, WaitingRoom::Note note, bool peer_closed) override;
  Next due(int socket, WaitingRoom::Note note, WaitingRoom::Reason reason) override;
  void closing(int socket, WaitingRoom::Note note) override;

  void wake(int socket) override { room_.wake_one(socket); }

  // Closes a new connection, one of `excess` above a limit; tells it why unless they are many.
  void turn_away(int socket, const ResponsePointer& reason, std::size_t excess);

  // Whatever goes wrong with one connection ends that one only.
  template <typename Work>
  Next guarded(Work work);

  Next take(int socket, WaitingRoom::Note packed, bool peer_closed);
  Next end_wait(int socket, const RestingNote& note, WakeReason reason);

  // Into the shared buffer: good until the next call.
  std::optional<std::string_view> receive(int socket);

  // Deals with the requests that the bytes hold. When there are many, a connection goes on with
  // them in its own time.
  Next converse(int socket, std::string_view bytes);
  // Deals with the one that is complete in `reader_`, the first `size` of the bytes. Nothing when
  // the next one may follow at once.
  std::optional<Next> exchange(int socket, std::string_view bytes, std::size_t size);
  static Next discard(const RestingNote& note, std::string_view bytes, bool peer_closed);
  // Sends what has gathered in `output_`, and lets the socket rest or leaves what remains to a
  // connection.
  Next conclude(int socket, bool last, std::string_view unread);
  Next hand_over(int socket, Unfinished unfinished);
  Next refuse(int socket, MessageFault fault);

  // What both ways to do an exchange share, in this order.
  void introduce(int socket, Request& request) {
    introduction_.introduce(request, peers_.at(socket));
  }

  // What the handler says to it, as far as there is room for who wait. Notes the route.
  Outcome answer(const Request& request, Exchange& exchange);

  // Puts an answer into the output, and tells the observers.
  void put(ResponsePointer response, const Exchange& exchange, Output::Form form, Output& output);

  Output::Sent send(int socket, Output& output) {
    return output.send(socket, statistics_.sent_bytes);
  }

  bool is_last(const Exchange& exchange, const Response& response) const {
    return stopping_ || !exchange.keep_alive || response.closes();
  }

  Next park(int socket, const Exchange& exchange, Park park, std::string_view unread);
  // Somebody waits or listens over the socket from now on, until `release`.
  void seat(int socket, const Exchange& exchange, Transport transport);
  void keep(int socket, std::unique_ptr<Follower> follower);
  // Nobody waits or listens over the socket any more.
  void release(int socket);

  // Both put what is to be said over a stream by now into the output, and say how the socket rests
  // once that has left; nothing when the stream ends with it. Whoever listens counts like a poll
  // that is parked.
  std::optional<Next> begin_stream(int socket, const Exchange& exchange, Stream stream,
                                   Output& output);
  std::optional<Next> continue_stream(int socket, const RestingNote& note, WakeReason reason,
                                      Output& output);
  std::optional<Next> add_part(int socket, RestingNote note, StreamPart part, Output& output);
  // Sends that, and lets the socket rest or leaves what remains to a connection.
  Next conclude_stream(int socket, const std::optional<Next>& rests);
  Next linger(int socket);

  // What came of bytes over a WebSocket.
  struct Heard {
    // Has to be through before the rest of them is looked at.
    std::optional<boost::asio::awaitable<SharedText>> later{};
    std::size_t taken = 0;
    bool last = false;
  };

  // Takes messages up, and puts into the output what is to be said to them. Unmasks the bytes.
  Heard hear(int socket, std::span<char> bytes, Output& output);
  Heard answer_message(int socket, std::string_view message, Output& output);
  // The one that stands in the middle of a message of this socket, or the shared one.
  WebSocketReader& reader_of(int socket);
  // Keeps the reader if it does not stand between two messages. `anew`: it has begun one just now.
  void keep_reader(int socket, bool anew);
  Next converse_over_websocket(int socket, const RestingNote& note, std::span<char> bytes);
  // Whether a message has been under way for too long.
  bool is_overdue(int socket) const;

  Next idle() const { return {Next::Kind::idle, options_.deadlines.idle, RestingNote{}.pack()}; }

  // Lets a socket that is not in the room rest there.
  void return_socket(int socket, const Next& next);
  void connection_ended();
  void check_stopped();

  boost::asio::io_context& loop_;
  WaitingRoom& room_;
  CarefulHandler handler_;
  const ServerOptions& options_;
  boost::asio::steady_timer grace_;

  // Shared by all exchanges that are over at a stroke; empty between them.
  std::vector<char> buffer_;
  RequestReader reader_;
  Output output_;
  HeadEndings endings_;

  Peers peers_;
  Introduction introduction_;
  ResponsePointer too_busy_;
  ResponsePointer too_many_from_one_;

  // What was read behind parked requests, by socket: rare, since hardly any client pipelines.
  std::unordered_map<int, std::string> unread_;
  std::unordered_map<int, std::unique_ptr<Follower>> followers_;
  // Of the parked requests, where requests are told one by one.
  std::unordered_map<int, std::shared_ptr<const Trace>> traces_;
  // For all WebSockets; at rest between them.
  WebSocketReader websocket_reader_;

  struct BegunMessage {
    WebSocketReader reader;
    std::chrono::steady_clock::time_point deadline;
  };

  // Those that are not whole yet, by socket: rare, too.
  std::unordered_map<int, BegunMessage> begun_;
  RequestIds request_ids_;
  std::vector<TrafficObserver*> observers_;
  ServerStatistics statistics_;
  std::size_t active_ = 0;
  bool stopping_ = false;
  bool grace_over_ = false;
  std::function<void()> stopped_;
};

}  // namespace skillboard
