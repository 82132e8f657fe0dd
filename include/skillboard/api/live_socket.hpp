#pragma once

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "skillboard/api/stream_follower.hpp"
#include "skillboard/api/visitor.hpp"
#include "skillboard/board/board.hpp"
#include "skillboard/http/handler.hpp"
#include "skillboard/http/rate_limiter.hpp"

namespace skillboard {

// Who a WebSocket was opened by: what a request has to say for itself, kept for the writes that
// come over the WebSocket later.
class Caller {
 public:
  // `user_header` is that of a proxy that signs people in; empty for none.
  Caller(const Request& request, std::string_view user_header);

  // A request of theirs that has nothing else yet.
  Request request() const;

 private:
  std::string authority_;
  // The cookies that are ours, `User-Agent`, and that of the proxy.
  std::vector<std::pair<std::string, std::string>> fields_;
  ClientAddress client_;
  bool from_proxy_;
  bool https_;
};

// One who listens over a WebSocket, and speaks: docs/live.md.
class LiveSocket final : public StreamFollower {
 public:
  // What it takes to do what is said.
  struct World {
    const Board& board;
    StreamFeed& feed;
    Presence& presence;
    // Decides a write, as by HTTP.
    std::function<Outcome(const Request&)> write;
    // Why this caller cannot be seen under this name, if so.
    std::function<std::optional<Problem>(const Request&, const std::string& name)> check_name;
  };

  // The world outlives it. Without a caller it only listens, and nobody is told of it.
  LiveSocket(const World& world, std::unique_ptr<const Caller> caller, std::string talk);

  StreamPart go_on(WakeReason reason) override;
  Reply hear(std::string_view message) override;

  void heard() override { unanswered_ = 0; }

 private:
  using Json = nlohmann::json;

  Reply write(const Json& message);
  Reply move(const Json& message, std::string talk);
  Reply be_seen(const Json& message);

  const World& world_;
  std::unique_ptr<const Caller> caller_;
  Pace::Clock::time_point full_{};
  unsigned unanswered_ = 0;  // signs of life since something came
};

}  // namespace skillboard
