#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <memory>
#include <string>
#include <utility>

#include "skillboard/http/connection.hpp"
#include "skillboard/http/report.hpp"
#include "skillboard/http/server.hpp"
#include "skillboard/http/websocket_frames.hpp"

// Answers without an end: Server-Sent Events, and WebSockets, over which the other side speaks,
// too.

namespace skillboard {

using Phase = RestingNote::Phase;

namespace {

// Bytes that the system may hold for one who listens to a stream; it takes twice that.
constexpr int stream_send_buffer = 64 * 1024;

}  // namespace

std::optional<Server::Next> Server::begin_stream(int socket, const Exchange& exchange,
                                                 Stream stream, Output& output) {
  // What the system keeps for one who does not read it is bounded, too.
  ::setsockopt(socket, SOL_SOCKET, SO_SNDBUF, &stream_send_buffer, sizeof stream_send_buffer);
  seat(socket, exchange, stream.websocket ? Transport::websocket : Transport::events);
  put(std::move(stream.head), exchange,
      stream.websocket ? Exchange::websocket_form() : exchange.stream_form(), output);
  RestingNote note{exchange, stream.websocket ? Phase::websocket : Phase::stream};
  note.follower = stream.follower != nullptr;
  keep(socket, std::move(stream.follower));
  return add_part(socket, note, std::move(stream.first), output);
}

std::optional<Server::Next> Server::continue_stream(int socket, const RestingNote& note,
                                                    WakeReason reason, Output& output) {
  const WakeReason why = stopping_ ? WakeReason::stopping : reason;
  if (note.unread && is_overdue(socket)) {
    output.add_text(share_text(close_frame(CloseCode::policy_violation)), false);
    return std::nullopt;
  }
  return add_part(socket, note,
                  note.follower ? followers_.at(socket)->go_on(why)
                                : handler_.continue_stream(note.ticket, why),
                  output);
}

std::optional<Server::Next> Server::add_part(int socket, RestingNote note, StreamPart part,
                                             Output& output) {
  const bool chunked = note.phase == Phase::stream && !note.exchange.http_1_0;
  const auto add = [&](SharedText text) {
    if (text && !text->empty()) {
      output.add_text(std::move(text), chunked);
    }
  };
  add(std::move(part.text));
  for (SharedText& text : part.more) {
    add(std::move(text));
  }
  if (part.last) {
    if (chunked) {
      output.add_last_chunk();
    }
    return std::nullopt;
  }
  note.ticket = part.ticket;
  if (note.phase == Phase::stream) {
    return Next{Next::Kind::parked, part.wait, note.pack()};
  }
  const auto begun = begun_.find(socket);
  note.unread = begun != begun_.end();
  if (note.unread) {
    part.wait = std::min(part.wait, std::chrono::ceil<std::chrono::milliseconds>(
                                        begun->second.deadline - std::chrono::steady_clock::now()));
  }
  return Next{Next::Kind::listening, part.wait, note.pack()};
}

Server::Next Server::conclude_stream(int socket, const std::optional<Next>& rests) {
  switch (send(socket, output_)) {
    case Output::Sent::all:
      return rests ? *rests : linger(socket);
    case Output::Sent::part:
      return hand_over(socket, {std::move(output_), !rests, std::nullopt, {}, {}, rests});
    case Output::Sent::failed:
      break;
  }
  output_ = {};
  return {};
}

Server::Next Server::converse_over_websocket(int socket, const RestingNote& note,
                                             std::span<char> bytes) {
  Heard heard = hear(socket, bytes, output_);
  if (heard.last) {
    return conclude_stream(socket, std::nullopt);
  }
  if (!heard.later) {
    return conclude_stream(socket, continue_stream(socket, note, WakeReason::changed, output_));
  }
  const std::span<char> unread = bytes.subspan(heard.taken);
  return hand_over(socket, {std::move(output_),
                            false,
                            std::nullopt,
                            {},
                            {unread.begin(), unread.end()},
                            Next{Next::Kind::listening, {}, note.pack()},
                            std::move(heard.later)});
}

Server::Heard Server::hear(int socket, std::span<char> bytes, Output& output) {
  followers_.at(socket)->heard();
  WebSocketReader& reader = reader_of(socket);
  std::span<char> left = bytes;
  Heard heard;
  bool anew = reader.at_rest();
  SharedText pong;
  for (bool more = true; more && !heard.last && !heard.later;) {
    const auto next = reader.next(left);
    switch (next.kind) {
      case WebSocketReader::Kind::nothing:
        more = false;
        break;
      case WebSocketReader::Kind::text:
        anew = true;
        ++statistics_.websocket_messages;
        heard = answer_message(socket, next.payload, output);
        break;
      case WebSocketReader::Kind::ping:
        // Of many only the last has to be answered (RFC 6455, section 5.5.3).
        pong = share_text(pong_frame(next.payload));
        break;
      case WebSocketReader::Kind::pong:
        break;
      case WebSocketReader::Kind::close:
      case WebSocketReader::Kind::fault:
        output.add_text(share_text(close_frame(next.code)), false);
        heard.last = true;
        break;
    }
  }
  if (pong && !heard.last) {
    output.add_text(std::move(pong), false);
  }
  keep_reader(socket, anew);
  heard.taken = bytes.size() - left.size();
  return heard;
}

Server::Heard Server::answer_message(int socket, std::string_view message, Output& output) {
  Reply reply;
  try {
    reply = followers_.at(socket)->hear(message);
  } catch (...) {
    report(std::current_exception());
    reply = {share_text(close_frame(CloseCode::internal_error)), std::nullopt, true};
  }
  if (reply.text) {
    output.add_text(std::move(reply.text), false);
  }
  return {std::move(reply.later), 0, reply.last};
}

WebSocketReader& Server::reader_of(int socket) {
  const auto begun = begun_.find(socket);
  return begun == begun_.end() ? websocket_reader_ : begun->second.reader;
}

void Server::keep_reader(int socket, bool anew) {
  const auto deadline = std::chrono::steady_clock::now() + options_.deadlines.body;
  const auto begun = begun_.find(socket);
  if (begun == begun_.end()) {
    if (!websocket_reader_.at_rest()) {
      begun_.emplace(socket,
                     BegunMessage{std::exchange(websocket_reader_,
                                                WebSocketReader(options_.message.body_bytes)),
                                  deadline});
    }
  } else if (begun->second.reader.at_rest()) {
    begun_.erase(begun);
  } else if (anew) {
    begun->second.deadline = deadline;
  }
}

bool Server::is_overdue(int socket) const {
  const auto begun = begun_.find(socket);
  return begun != begun_.end() && begun->second.deadline <= std::chrono::steady_clock::now();
}

}  // namespace skillboard
