#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace skillboard {

// What an answer shall be, before it is made.
struct ResponseDraft {
  unsigned status = 200;
  // Beside those that every answer has; `Content-Length`, `Date` and `Connection` are not given.
  std::vector<std::pair<std::string, std::string>> fields;
  // Shared, so that a body which stands elsewhere anyway is not copied. Null for none.
  std::shared_ptr<const std::string> body;
  // Whether the connection ends with this answer.
  bool close = false;
  // Whether what follows has no end that is known: it is the head of a stream.
  bool stream = false;
  // Why the request is refused, in a word of ours (`Problem::type`); empty when it is not.
  std::string reason{};

  ResponseDraft& set(std::string name, std::string value);
  ResponseDraft& set_body(std::string content_type, std::string text);
};

// A whole answer, ready to be sent to any number of clients: immutable and shared.
class Response {
 public:
  // Adds the fields that every answer has (docs/http-interface.md) and `Content-Length` where
  // the status allows one (RFC 9110, section 8.6). A field value with control characters in it is
  // a bug of the caller and throws std::invalid_argument: nothing a person wrote becomes a header.
  explicit Response(ResponseDraft draft);

  // The same with one more field. Costs the size of the head.
  Response(Response response, std::string_view name, std::string_view value);

  // The same with another value for a field that it has, spelled exactly so.
  Response with(std::string_view name, std::string_view value) const;

  unsigned status() const { return status_; }

  // The status line and all fields but `Date` and `Connection`, each ended by CRLF, without the
  // empty line at the end.
  std::string_view head() const { return head_; }

  // Not sent to a HEAD.
  std::string_view body() const { return body_ ? std::string_view(*body_) : std::string_view(); }

  bool closes() const { return closes_; }

  const std::string& reason() const { return reason_; }

  // The value of the first field of this name, spelled exactly so; empty when there is none. Costs
  // the length of the head.
  std::string_view find(std::string_view name) const;

 private:
  unsigned status_;
  std::string head_;
  std::shared_ptr<const std::string> body_;
  bool closes_;
  std::string reason_;
};

using ResponsePointer = std::shared_ptr<const Response>;

inline ResponsePointer make_response(ResponseDraft draft) {
  return std::make_shared<const Response>(std::move(draft));
}

// What follows a response's head and completes it: `Date`, `Connection` where it has to be said,
// and the empty line. Made anew when the second has changed, otherwise a look at the clock.
class HeadEndings {
 public:
  // `chunked`: what follows comes in chunks (RFC 9112, section 7.1). `upgraded`: what follows is
  // another protocol (RFC 9110, section 7.8).
  enum class Connection { persists, persists_1_0, chunked, upgraded, closes };

  // The view is good until the next call.
  std::string_view ending(Connection connection);

 private:
  void renew(std::chrono::sys_seconds now);

  std::chrono::sys_seconds made_{};
  std::string persists_;
  std::string persists_1_0_;
  std::string chunked_;
  std::string upgraded_;
  std::string closes_;
};

}  // namespace skillboard
