#include "skillboard/http/request_reader.hpp"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <limits>
#include <optional>

#include "skillboard/http/message_rules.hpp"

namespace skillboard {

namespace http = boost::beast::http;

namespace {

std::size_t skip_empty_lines(std::string_view bytes) {
  std::size_t begin = 0;
  while (bytes.substr(begin, 2) == "\r\n") {
    begin += 2;
  }
  return begin;
}

// The target of a request line, or what there is of it.
std::string_view peek_target(std::string_view head) {
  head = head.substr(0, head.find('\r'));
  const std::size_t begin = std::min(head.find(' '), head.size());
  head.remove_prefix(std::min(begin + 1, head.size()));
  return head.substr(0, head.find(' '));
}

// Of the bytes that have arrived of a head which has not ended. Whoever does not speak HTTP is told
// now, and not when the deadline for the head is over.
std::optional<MessageFault> check_beginning(std::string_view head) {
  if (const auto fault = check_raw_head(head)) {
    return fault;
  }
  const std::size_t line_end = head.find("\r\n");
  if (line_end != std::string_view::npos) {
    const auto line = read_request_line(head.substr(0, line_end));
    if (!line) {
      return line.error();
    }
  }
  return std::nullopt;
}

MessageFault too_large(std::string_view head, const MessageLimits& limits) {
  // No method is that long.
  const bool has_method = head.substr(0, limits.head_bytes).find(' ') != std::string_view::npos;
  return has_method ? MessageFault::head_too_large : MessageFault::malformed;
}

}  // namespace

boost::system::result<HeadExtent, MessageFault> find_head(std::string_view bytes,
                                                          const MessageLimits& limits) {
  HeadExtent extent;
  extent.begin = skip_empty_lines(bytes);
  const std::string_view head = bytes.substr(extent.begin);
  if (peek_target(head).size() > limits.target_bytes) {
    return MessageFault::target_too_long;
  }
  constexpr std::string_view head_end = "\r\n\r\n";
  const std::size_t end = head.find(head_end);
  const bool ended = end != std::string_view::npos;
  const std::size_t size = ended ? extent.begin + end + head_end.size() : bytes.size();
  if (size > limits.head_bytes) {
    return too_large(head, limits);
  }
  if (ended) {
    extent.end = size;
    return extent;
  }
  if (const auto fault = check_beginning(head)) {
    return *fault;
  }
  return extent;
}

namespace {

// Hears of the fields from Beast's parser, which tells names from values.
class FieldParser final : public http::basic_parser<true> {
 public:
  FieldParser(std::vector<Field>& fields, std::size_t limit) : fields_(fields), limit_(limit) {
    // The head is here as a whole, and its size has been checked; the body is not Beast's.
    header_limit(std::numeric_limits<std::uint32_t>::max());
    skip(true);
  }

 private:
  using Error = boost::beast::error_code;
  using View = boost::beast::string_view;

  void on_field_impl(http::field, View name, View value, Error& error) override {
    if (fields_.size() == limit_) {
      error = http::error::header_limit;
      return;
    }
    fields_.push_back({{name.data(), name.size()}, {value.data(), value.size()}});
  }

  void on_request_impl(http::verb, View, View, int, Error&) override {}

  void on_response_impl(int, View, int, Error&) override {}

  void on_header_impl(Error&) override {}

  void on_body_init_impl(const boost::optional<std::uint64_t>&, Error&) override {}

  std::size_t on_body_impl(View, Error&) override { return 0; }

  void on_chunk_header_impl(std::uint64_t, View, Error&) override {}

  std::size_t on_chunk_body_impl(std::uint64_t, View, Error&) override { return 0; }

  void on_finish_impl(Error&) override {}

  std::vector<Field>& fields_;
  std::size_t limit_;
};

MessageFault fault_of(boost::beast::error_code error) {
  if (error == http::error::header_limit) {
    return MessageFault::head_too_large;
  }
  if (error == http::error::bad_content_length || error == http::error::multiple_content_length ||
      error == http::error::bad_transfer_encoding) {
    return MessageFault::bad_framing;
  }
  return MessageFault::malformed;
}

}  // namespace

boost::system::result<void, MessageFault> RequestReader::read_fields(std::string_view fields) {
  // Beast takes no version after 1.1, and almost any byte in a target. So the request line is read
  // by our own rules, and Beast gets this one, from which it learns nothing.
  constexpr std::string_view stand_in = "GET / HTTP/1.1\r\n";
  request_.fields.clear();
  FieldParser parser(request_.fields, limits_.fields);
  boost::beast::error_code error;
  parser.put({stand_in.data(), stand_in.size()}, error);
  const std::size_t taken = parser.put({fields.data(), fields.size()}, error);
  if (error) {
    return fault_of(error);
  }
  if (!parser.is_done() || taken != fields.size()) {
    return MessageFault::malformed;
  }
  return {};
}

boost::system::result<void, MessageFault> RequestReader::start(std::string_view head) {
  body_.clear();
  chunks_.reset();
  request_.body = {};
  if (const auto fault = check_raw_head(head)) {
    return *fault;
  }
  const std::size_t line_end = std::min(head.find("\r\n"), head.size());
  const auto line = read_request_line(head.substr(0, line_end));
  if (!line) {
    return line.error();
  }
  if (const auto fields = read_fields(head.substr(std::min(line_end + 2, head.size()))); !fields) {
    return fields.error();
  }

  request_.method_name = line->method;
  request_.method = http::string_to_verb({line->method.data(), line->method.size()});
  request_.http_1_0 = line->http_1_0;
  if (const auto fault = check_fields(request_)) {
    return *fault;
  }
  const auto framing = read_framing(request_);
  if (!framing) {
    return framing.error();
  }
  framing_ = *framing;
  if (const auto fault = resolve_target(line->target, request_)) {
    return *fault;
  }
  if (framing_.length > limits_.body_bytes) {
    return MessageFault::body_too_large;
  }
  request_.keep_alive = persists(request_);
  return {};
}

boost::system::result<std::size_t, MessageFault> RequestReader::feed(std::string_view bytes) {
  std::size_t taken = 0;
  if (framing_.chunked) {
    const auto fed = chunks_.feed(bytes, limits_, body_);
    if (!fed) {
      return fed.error();
    }
    taken = *fed;
  } else {
    taken = std::min(bytes.size(), static_cast<std::size_t>(framing_.length) - body_.size());
    body_.append(bytes.substr(0, taken));
  }
  request_.body = body_;
  return taken;
}

bool RequestReader::complete() const {
  return framing_.chunked ? chunks_.complete() : body_.size() == framing_.length;
}

bool RequestReader::expects_continue() const {
  // An expectation that is no 100-continue has been refused.
  return !request_.http_1_0 && !complete() && !request_.find("Expect").empty();
}

}  // namespace skillboard
