#pragma once

#include <boost/system/result.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "skillboard/http/limits.hpp"
#include "skillboard/http/message_fault.hpp"

namespace skillboard {

// Takes the chunks of one body apart (RFC 9112, section 7.1). What extensions and trailer fields
// say is checked for its form and then dropped: we understand none of them.
//
// Not left to Beast's parser: it gives trailer fields to who asked for header fields, takes control
// characters in the quotes of an extension, folded trailer lines and any number of both, and leaves
// a line that has not ended to its caller.
class ChunkedBody {
 public:
  // Ready for the next body.
  void reset();

  // Appends what `bytes` hold of the body's content, and says how many bytes that took: all, unless
  // the body is complete.
  boost::system::result<std::size_t, MessageFault> feed(std::string_view bytes,
                                                        const MessageLimits& limits,
                                                        std::string& content);

  bool complete() const { return state_ == State::complete; }

 private:
  enum class State { size_line, data, data_cr, data_lf, trailer_line, complete };

  using Taken = boost::system::result<std::size_t, MessageFault>;

  Taken take(std::string_view bytes, const MessageLimits& limits, std::string& content);
  Taken take_line(std::string_view bytes, const MessageLimits& limits, const std::string& content);
  bool append_to_line(std::string_view part);
  Taken take_line_end(char byte);
  bool end_line(std::string_view line);
  bool end_size_line(std::string_view line);

  State state_ = State::size_line;
  std::uint64_t left_ = 0;    // of the data of this chunk
  std::string line_;          // what there is of a line that has not ended
  std::size_t overhead_ = 0;  // bytes of extensions and trailers so far
};

}  // namespace skillboard
