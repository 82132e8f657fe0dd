#include "http/reading_fixture.hpp"

#include <memory>
#include <utility>

namespace skillboard {

namespace {

ReadRequest copy(const Request& request) {
  ReadRequest made{.method = std::string(request.method_name),
                   .path = std::string(request.path),
                   .query = std::string(request.query),
                   .authority = std::string(request.authority),
                   .http_1_0 = request.http_1_0,
                   .keep_alive = request.keep_alive,
                   .fields = {},
                   .body = std::string(request.body)};
  for (const Field& field : request.fields) {
    made.fields.push_back(std::string(field.name) + "=" + std::string(field.value));
  }
  return made;
}

class Peer {
 public:
  explicit Peer(const MessageLimits& limits) : limits_(limits), reader_(limits) {}

  // Whether more may follow.
  bool receive(std::string_view piece) {
    bytes_.append(piece);
    while (!reading_.fault && step()) {
    }
    return !reading_.fault;
  }

  Reading reading() && {
    reading_.left = bytes_.size();
    return std::move(reading_);
  }

 private:
  bool step() { return started_ ? read_body() : read_head(); }

  bool read_head() {
    const auto extent = find_head(bytes_, limits_);
    if (!extent || extent->end == 0) {
      return extent ? false : fail(extent.error());
    }
    head_ = bytes_.substr(extent->begin, extent->end - extent->begin);
    bytes_.erase(0, extent->end);
    const auto started = reader_.start(head_);
    started_ = true;
    return started ? true : fail(started.error());
  }

  bool read_body() {
    // A copy on the heap, so that a sanitizer sees whoever keeps a view into it.
    const auto given = std::make_unique<std::string>(bytes_);
    const auto taken = reader_.feed(*given);
    if (!taken) {
      return fail(taken.error());
    }
    bytes_.erase(0, *taken);
    if (!reader_.complete()) {
      return false;
    }
    reading_.requests.push_back(copy(reader_.request()));
    started_ = false;
    return true;
  }

  bool fail(MessageFault fault) {
    reading_.fault = fault;
    return false;
  }

  const MessageLimits& limits_;
  RequestReader reader_;
  Reading reading_;
  std::string bytes_;
  std::string head_;
  bool started_ = false;
};

}  // namespace

Reading read_pieces(const std::vector<std::string_view>& pieces, const MessageLimits& limits) {
  Peer peer(limits);
  for (const std::string_view piece : pieces) {
    if (!peer.receive(piece)) {
      break;
    }
  }
  return std::move(peer).reading();
}

}  // namespace skillboard
