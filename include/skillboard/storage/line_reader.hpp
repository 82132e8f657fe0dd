#pragma once

#include <cstddef>
#include <istream>
#include <string>

namespace skillboard {

// Reads a text line by line, none of which may be longer than a bound.
class LineReader {
 public:
  // The stream outlives it.
  LineReader(std::istream& stream, std::size_t longest) : stream_(stream), longest_(longest) {}

  // Goes to the next line; false when there is none, or it is too long.
  bool next();

  // Without its end. Of one that is too long, the beginning.
  const std::string& line() const { return line_; }

  // Counted from 1; after the last line that of the one which is missing.
  std::size_t number() const { return number_; }

  bool too_long() const { return line_.size() > longest_; }

 private:
  std::istream& stream_;
  std::size_t longest_;
  std::string line_;
  std::size_t number_ = 0;
};

}  // namespace skillboard
